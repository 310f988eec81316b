package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A short text. */
final class TextCell extends CellType {

    TextCell() {
        super("text", "text", "TextValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (blank(input)) {
            return null;
        }
        if (!input.isValueNode()) {
            throw malformed();
        }
        return TextNode.valueOf(input.asText());
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        return text.isEmpty() ? null : TextNode.valueOf(text);
    }

    @Override
    String text(CellView view) {
        return view.content() == null ? "" : view.content().textValue();
    }

    @Override
    JsonNode event(CellView view) {
        return view.content() == null ? null : Json.object().set("value", view.content());
    }
}
