package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the cells of one type of column are stored, read and written.
 *
 * @see <a href="https://developer.monday.com/api-reference/docs/change-column-values">writing column values</a>
 */
abstract class CellType {
    /** The name in the schema's {@code ColumnType}. */
    final String name;
    /** The name in webhooks and errors: a status column is {@code color} there. */
    final String internalName;
    /** The GraphQL type that implements {@code ColumnValue}. */
    final String fragment;

    CellType(String name, String internalName, String fragment) {
        this.name = name;
        this.internalName = internalName;
        this.fragment = fragment;
    }

    /**
     * Reads what a caller wrote into {@code column_values}.
     *
     * @return the content to store; null to empty the cell
     * @throws MondayException if the column does not take it
     */
    abstract JsonNode write(JsonNode input, CellInput into);

    /** Reads the plain string of {@code change_simple_column_value}; an empty one empties the cell. */
    abstract JsonNode writeSimple(String text, CellInput into);

    /** The display text; null or empty for an empty cell, as the type has it. */
    abstract String text(CellView view);

    /** The {@code value} string, JSON in itself; null for an empty cell. */
    String value(CellView view) {
        return view.content() == null ? null : Json.write(view.content());
    }

    /** A field that only this type has. */
    Object field(String field, CellView view) {
        return null;
    }

    String updatedAt(CellView view) {
        return view.cell() == null ? null : Times.seconds(view.cell().changedAt());
    }

    /** The {@code value} of a webhook about this cell; null for an empty one. */
    JsonNode event(CellView view) {
        return view.content();
    }

    final MondayException refuse(String message) {
        return MondayException.columnValue(message, internalName);
    }

    final MondayException malformed() {
        return refuse(
                "invalid value, please check our API documentation for the correct data structure for this column."
                        + " https://developer.monday.com/api-reference/docs/change-column-values");
    }

    static boolean blank(JsonNode node) {
        return node == null
                || node.isNull()
                || node.isMissingNode()
                || (node.isObject() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
    }
}
