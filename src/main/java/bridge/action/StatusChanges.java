package bridge.action;

import bridge.access.MondayCaller;
import bridge.monday.ActingFor;
import bridge.monday.MondayCall;
import bridge.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns a call of the action "change a status" into a call of monday, with the token that monday sent along for it. */
@Component("statusChanges")
public class StatusChanges {

    private final ObjectMapper json;

    StatusChanges(ObjectMapper json) {
        this.json = json;
    }

    /** @throws Problem 400 when a field is missing or wrong, or monday sent no token */
    public MondayCall of(ActionCall call, MondayCaller caller) throws JsonProcessingException {
        if (caller.shortLivedToken() == null) {
            throw Problem.malformed("monday.com sent no token with this action: its Run URL must begin with https");
        }
        Map<String, Object> variables = Map.of(
                "board", required(call.id("boardId"), "boardId"),
                "item", required(call.id("itemId"), "itemId"),
                "column", required(call.text("columnId"), "columnId"),
                "value", json.writeValueAsString(status(call.field("status"))));
        return MondayCall.interactive("change-status", variables, CallKey.of(call, caller))
                .as(new ActingFor(Long.toString(caller.accountId()), caller.shortLivedToken()));
    }

    /** A label's text is not enough where it consists of digits: monday takes it for an id, and so does whoever sends a number. */
    private static Map<String, Object> status(JsonNode status) {
        JsonNode label = status.path("label");
        JsonNode index = status.isIntegralNumber() ? status : status.path("index");
        if (index.isMissingNode() && label.isObject()) {
            index = label.path("index");
        }
        if (index.asText("").matches("[0-9]{1,4}")) {
            return Map.of("index", index.asInt());
        }
        String text = label.isMissingNode() ? FieldText.of(status, "status") : FieldText.of(label, "status");
        return Map.of("label", required(text, "status"));
    }

    private static String required(String value, String key) {
        if (value == null || value.isBlank()) {
            throw Problem.malformed("The field \"" + key + "\" of this action is empty");
        }
        return value;
    }
}
