package bridge.action;

import bridge.access.MondayCaller;
import bridge.monday.ActingFor;
import bridge.monday.MondayCall;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns a call of an action into a call of monday, with the token that monday sent along for it. */
@Component("actingCalls")
public class ActingCalls {

    private static final List<String> IDS = List.of("boardId", "itemId");

    /**
     * @param operation a file of {@code routes/graphql}, without its ending, whose variables are named like the fields
     * @param fields    of the action, separated by commas; the document gets the text of each. Of a status that is its label's id
     *                  where monday sent it, else the label, as {@code change_simple_column_value} takes them
     * @throws Problem 400 when a field is empty or wrong, or monday sent no token
     */
    public MondayCall of(ActionCall call, MondayCaller caller, String operation, String fields) {
        if (caller.shortLivedToken() == null) {
            throw Problem.malformed("monday.com sent no token with this action: its Run URL must begin with https");
        }
        Map<String, Object> variables = new HashMap<>();
        for (String field : fields.split(",")) {
            String text = IDS.contains(field) ? call.id(field) : FieldText.of(simple(call.field(field)), field);
            if (text == null || text.isBlank()) {
                throw Problem.malformed("The field \"" + field + "\" of this action is empty");
            }
            variables.put(field, text);
        }
        return MondayCall.interactive(operation, variables, CallKey.of(call, caller))
                .as(new ActingFor(Long.toString(caller.accountId()), caller.shortLivedToken()));
    }

    /** A status comes as {@code {"index"}}, {@code {"label"}}, or with an object of both as its label. */
    private static JsonNode simple(JsonNode value) {
        if (value.hasNonNull("index")) {
            return value.get("index");
        }
        return value.hasNonNull("label") ? simple(value.get("label")) : value;
    }
}
