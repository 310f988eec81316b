package bridge.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of the board holds what.
 *
 * @param columns only those that the board has
 */
public record BoardLayout(String boardId, String boardName, Map<Field, BoardColumn> columns) {

    /** @return null when the board has no such column */
    public String columnId(Field field) {
        BoardColumn column = columns.get(field);
        return column == null ? null : column.id();
    }

    /** monday's name of the column's type. @return null when the board has no such column */
    public String columnType(Field field) {
        BoardColumn column = columns.get(field);
        return column == null ? null : column.type();
    }

    /** @return empty for an id that is none of ours */
    public Optional<Field> fieldOf(String columnId) {
        return columns.entrySet().stream()
                .filter(e -> e.getValue().id().equals(columnId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The ids of all columns that the portal needs, for {@code column_values(ids:)}. */
    public List<String> columnIds() {
        return columns.values().stream().map(BoardColumn::id).toList();
    }

    /** Of {@link Field#STATUS} or {@link Field#PRIORITY}; empty for others. */
    public List<BoardLabel> labels(Field field) {
        BoardColumn column = columns.get(field);
        return column == null ? List.of() : column.labels();
    }
}
