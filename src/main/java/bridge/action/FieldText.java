package bridge.action;

import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;

/** The text of a field's value: monday sends strings and numbers as they come, and column values as objects with a text. */
final class FieldText {

    private FieldText() {}

    /**
     * @param key of the field, for the refusal
     * @return without halves of characters and without control characters other than line ends and tabs; null for no value
     * @throws Problem 400 for a value that has no text
     */
    static String of(JsonNode value, String key) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        JsonNode text = value.isObject() ? value.path("text") : value;
        if (!text.isValueNode() || text.isNull()) {
            throw Problem.malformed("The field \"" + key + "\" of this action holds no text");
        }
        return clean(text.asText());
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (!Character.isISOControl(c) || c == '\n' || c == '\t') {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
