package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/** A number, kept as monday keeps it: as text. */
final class NumbersCell extends CellType {

    NumbersCell() {
        super("numbers", "numeric", "NumbersValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (blank(input)) {
            return null;
        }
        if (!input.isValueNode()) {
            throw malformed();
        }
        return writeSimple(input.asText(), into);
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return TextNode.valueOf(new BigDecimal(text).toPlainString());
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    @Override
    String text(CellView view) {
        return view.content() == null ? "" : view.content().textValue();
    }

    @Override
    Object field(String field, CellView view) {
        return field.equals("number") && view.content() != null ? Double.valueOf(text(view)) : null;
    }

    @Override
    JsonNode event(CellView view) {
        return view.content() == null
                ? null
                : Json.object().put("value", Double.parseDouble(text(view))).putNull("unit");
    }
}
