package bridge.trigger;

import bridge.problem.Problem;
import bridge.ticket.Priority;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads what monday sends to a trigger's endpoints (developer.monday.com/apps/docs/custom-trigger). */
record TriggerPayload(JsonNode payload) {

    private static final int MAX_FILTER = 255;

    /** @throws Problem 400 when there is no payload */
    static TriggerPayload of(JsonNode body) {
        JsonNode payload = body.path("payload");
        if (!payload.isObject()) {
            throw Problem.malformed("The call holds no payload");
        }
        return new TriggerPayload(payload);
    }

    /** @return a string or a whole number as text; null for anything else */
    String text(String name) {
        return text(payload.path(name));
    }

    /** @return null: all portals */
    String portal() {
        String portal = field("portal");
        if (portal != null && (portal.length() > MAX_FILTER || portal.chars().anyMatch(Character::isISOControl))) {
            throw Problem.invalid("portal", "is not the id of a portal");
        }
        return portal;
    }

    /** @return null: all priorities */
    Priority priority() {
        String word = field("priority");
        try {
            return word == null ? null : Priority.ofWord(word);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("priority", "is none of low, medium, high and urgent");
        }
    }

    /** @return from 1 */
    int page() {
        JsonNode page = payload.path("pageRequestData").path("page");
        return page.isMissingNode() || page.isNull() ? 1 : number(page);
    }

    private static int number(JsonNode page) {
        String text = text(page);
        if (text == null || !text.matches("[1-9][0-9]{0,5}")) {
            throw Problem.invalid("page", "is not the number of a page");
        }
        return Integer.parseInt(text);
    }

    /** The value of a field that its user filled in, or chose from a list as {@code {"title","value"}}; null when it is empty. */
    private String field(String name) {
        JsonNode fields = payload.path("inputFields").isObject()
                ? payload.path("inputFields")
                : payload.path("inboundFieldValues");
        JsonNode field = fields.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return null;
        }
        String value = text(field.isObject() ? field.path("value") : field);
        if (value == null) {
            throw Problem.invalid(name, "has the wrong type");
        }
        return value.isBlank() ? null : value;
    }

    private static String text(JsonNode value) {
        return value.isTextual() || value.isIntegralNumber() ? value.asText() : null;
    }
}
