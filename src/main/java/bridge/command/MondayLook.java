package bridge.command;

import bridge.camel.RouteCalls;
import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import bridge.monday.ServedVersion;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The API token and the API version. */
@Component
@Lazy
@Order(2)
class MondayLook implements Check {

    private final RouteCalls routes;
    private final ServedVersion version;
    private final String token;

    MondayLook(RouteCalls routes, ServedVersion version, @Value("${bridge.monday.api-token}") String token) {
        this.token = token;
        this.routes = routes;
        this.version = version;
    }

    @Override
    public String subject() {
        return "monday token";
    }

    @Override
    public List<Finding> look() {
        if (token.isBlank()) {
            return List.of(Finding.fail("monday token", "set MONDAY_API_TOKEN"));
        }
        MondayReply reply = routes.call("monday-call", MondayCall.interactive("who-am-i", Map.of()), MondayReply.class);
        List<Finding> findings = new ArrayList<>();
        JsonNode me = reply.data().path("me");
        findings.add(
                me.isObject()
                        ? Finding.ok(
                                "monday token",
                                "accepted, user " + me.path("name").asText() + " of account "
                                        + me.path("account").path("name").asText())
                        : Finding.fail("monday token", "belongs to no user: make a new one and set MONDAY_API_TOKEN"));
        String served = reply.data().path("version").path("value").asText(version.asked());
        findings.add(
                served.equals(version.asked())
                        ? Finding.ok("monday version", served)
                        : Finding.warn(
                                "monday version",
                                served + " is served although " + version.asked()
                                        + " is asked for: see MONDAY_API_VERSION"));
        return findings;
    }
}
