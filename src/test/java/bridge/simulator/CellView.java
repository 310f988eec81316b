package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One cell as somebody reads it.
 *
 * @param cell null when the cell is empty
 */
record CellView(World world, Item item, Column column, Cell cell) {

    JsonNode content() {
        return cell == null ? null : cell.content();
    }

    String text() {
        return column.type.text(this);
    }

    boolean empty() {
        var text = text();
        return text == null || text.isEmpty();
    }

    /** What a field of the column value's GraphQL type says. */
    Object field(String name) {
        return switch (name) {
            case "id" -> column.id;
            case "type" -> column.type.name;
            case "column" -> column;
            case "text" -> text();
            case "value" -> column.type.value(this);
            case "is_leaf" -> true;
            case "updated_at" -> column.type.updatedAt(this);
            default -> column.type.field(name, this);
        };
    }
}
