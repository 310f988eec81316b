package bridge.lifecycle;

import bridge.access.MondayCaller;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads life-cycle events (developer.monday.com/apps/docs/webhooks-1). */
@Component("lifecycleReader")
public class LifecycleReader {

    private static final int MAX_TEXT = 100;

    private static final List<String> ACCOUNT = List.of("app_id", "account_tier", "account_max_users");
    private static final List<String> VERSION = List.of("major", "minor", "patch", "type", "number");
    private static final List<String> SUBSCRIPTION = List.of(
            "plan_id", "renewal_date", "is_trial", "billing_period", "days_left", "pricing_version", "max_units");

    /**
     * @param body {@code {"type","data":{…}}}; types that are not known yet are as good
     * @throws Problem 400 without a type, 403 when the event is about another account than its token
     */
    public LifecycleEvent read(JsonNode body, MondayCaller caller) {
        String type = body.path("type").asText();
        if (!type.matches("[a-z_]{1,64}")) {
            throw Problem.malformed("The event names no type");
        }
        JsonNode data = body.path("data");
        String account = Long.toString(caller.accountId());
        if (!data.path("account_id").asText(account).equals(account)) {
            throw Problem.accessDenied();
        }
        ObjectNode content = chosen(data, ACCOUNT);
        content.set("version", chosen(data.path("version_data"), VERSION));
        content.set("subscription", chosen(data.path("subscription"), SUBSCRIPTION));
        return new LifecycleEvent(account, type, time(data.path("timestamp")), content.toString());
    }

    private static ObjectNode chosen(JsonNode all, List<String> names) {
        ObjectNode chosen = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = all.path(name);
            if (value.isValueNode() && value.asText().length() <= MAX_TEXT) {
                chosen.set(name, value);
            }
        }
        return chosen;
    }

    /** The form is not documented: ISO-8601 or milliseconds since 1970; anything else is now. */
    private static Instant time(JsonNode timestamp) {
        Instant now = Instant.now();
        try {
            Instant told = timestamp.isIntegralNumber()
                    ? Instant.ofEpochMilli(timestamp.asLong())
                    : Instant.parse(timestamp.asText());
            return told.isAfter(now) ? now : told;
        } catch (DateTimeException e) {
            return now;
        }
    }
}
