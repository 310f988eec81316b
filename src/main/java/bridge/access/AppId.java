package bridge.access;

import bridge.storage.Facts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The id of our app at monday: as the settings say, else as monday has told. */
@Component("appId")
public class AppId {

    private static final String FACT = "app-id";

    private final String configured;
    private final Facts facts;

    AppId(@Value("${bridge.app.app-id:}") String configured, Facts facts) {
        this.configured = configured.strip();
        this.facts = facts;
    }

    /** @return empty while nobody has told */
    Optional<Long> get() {
        return configured.isEmpty() ? facts.number(FACT) : Optional.of(Long.valueOf(configured));
    }

    /** @param event of the app's life, signed by monday: {@code data.app_id} */
    public void learn(JsonNode event) {
        long id = event.path("data").path("app_id").asLong(0);
        if (configured.isEmpty()
                && id > 0
                && facts.number(FACT).filter(known -> known == id).isEmpty()) {
            facts.put(FACT, Long.toString(id));
        }
    }
}
