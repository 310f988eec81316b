package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** A text of several lines, up to 2,000 characters. */
final class LongTextCell extends CellType {
    private static final int LIMIT = 2000;

    LongTextCell() {
        super("long_text", "long-text", "LongTextValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (blank(input)) {
            return null;
        }
        if (input.isTextual()) {
            return writeSimple(input.textValue(), into);
        }
        if (!input.path("text").isTextual()) {
            throw malformed();
        }
        return writeSimple(input.path("text").textValue(), into);
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        if (text.length() > LIMIT) {
            throw refuse("Long text is limited to " + LIMIT + " characters");
        }
        return text.isEmpty() ? null : Json.object().put("text", text).put("changed_at", Times.millis(into.now()));
    }

    @Override
    String text(CellView view) {
        return view.content() == null ? "" : view.content().path("text").textValue();
    }
}
