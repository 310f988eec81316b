package bridge.health;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What {@code GET /health} says. */
@Component("healthStatus")
class HealthStatus {

    record Status(String status, String message, String workspace) {}

    private final String workspace;

    HealthStatus(@Value("${bridge.monday.workspace-id}") String workspace) {
        this.workspace = workspace;
    }

    public Status read() {
        return new Status("ok", "Healthy", workspace);
    }
}
