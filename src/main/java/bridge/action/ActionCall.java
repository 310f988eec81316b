package bridge.action;

import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What monday sends to an action's Run URL, recipes and workflows alike (developer.monday.com/apps/docs/actions-recipes).
 * {@code credentialsValues} is left out on purpose: it holds a token.
 */
public record ActionCall(Payload payload, RuntimeMetadata runtimeMetadata) {

    /**
     * @param inputFields        the action's fields, by the keys that the app gave them; older recipes say the same in the next
     * @param callbackUrl        of an asynchronous action: where its outcome is told; else null
     */
    public record Payload(
            String blockKind,
            JsonNode inputFields,
            JsonNode inboundFieldValues,
            String callbackUrl,
            JsonNode recipeId,
            JsonNode integrationId) {}

    /** @param triggerUuid of the run, in which an action may stand several times */
    public record RuntimeMetadata(JsonNode actionUuid, JsonNode triggerUuid) {}

    /**
     * @return missing when the field is absent or empty
     * @throws Problem 400 without a payload, or with fields that are none
     */
    public JsonNode field(String key) {
        if (payload == null) {
            throw Problem.malformed("The call holds no payload");
        }
        for (JsonNode fields : new JsonNode[] {payload.inputFields, payload.inboundFieldValues}) {
            if (fields != null && !fields.isNull() && !fields.isObject()) {
                throw Problem.malformed("The fields of the action are not readable");
            }
            JsonNode value = fields == null ? MissingNode.getInstance() : fields.path(key);
            boolean isEmpty = value.isMissingNode()
                    || value.isNull()
                    || value.isTextual() && value.textValue().isBlank();
            if (!isEmpty) {
                return value;
            }
        }
        return MissingNode.getInstance();
    }

    /**
     * @return the field's text; a number's digits; null when it is absent or empty
     * @throws Problem 400 for anything else
     */
    public String text(String key) {
        return FieldText.of(field(key), key);
    }

    /**
     * @return a board's or item's id; null when the field is absent or empty
     * @throws Problem 400 when it is none
     */
    public String id(String key) {
        String id = text(key);
        if (id != null && !id.matches("[0-9]{1,18}")) {
            throw Problem.malformed("The field \"" + key + "\" of this action is no id");
        }
        return id;
    }

    /** @return "" when monday did not say */
    public String actionUuid() {
        return runtimeMetadata == null ? "" : plain(runtimeMetadata.actionUuid);
    }

    /** @return "" when monday did not say */
    public String triggerUuid() {
        return runtimeMetadata == null ? "" : plain(runtimeMetadata.triggerUuid);
    }

    /** @return of a recipe the automation, of an older call the recipe; "" when monday did not say */
    public String integration() {
        String integration = plain(payload.integrationId);
        return integration.isEmpty() ? plain(payload.recipeId) : integration;
    }

    public String callbackUrl() {
        return payload.callbackUrl;
    }

    /** Whether the caller is a block of a workflow or automation, which reads output fields. */
    public boolean isBlock() {
        return payload.blockKind != null && !payload.blockKind.isBlank();
    }

    private static String plain(JsonNode value) {
        return value == null ? "" : value.asText("").strip();
    }

    /** Fields may hold personal data. */
    @Override
    public String toString() {
        return "ActionCall[" + actionUuid() + "]";
    }
}
