package bridge.simulator;

import java.util.Map;

/**
 * A refusal in monday's words.
 *
 * @see <a href="https://developer.monday.com/api-reference/docs/error-handling">monday's error codes</a>
 */
final class MondayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String code;
    /** What {@code extensions.status_code} says; the HTTP answer itself may still be 200. */
    final int statusCode;

    final transient Map<String, Object> errorData;

    MondayException(String code, int statusCode, String message, Map<String, Object> errorData) {
        super(message);
        this.code = code;
        this.statusCode = statusCode;
        this.errorData = errorData;
    }

    static MondayException invalidBoard(Object boardId) {
        return new MondayException("InvalidBoardIdException", 200, "Invalid board id", Map.of("board_id", boardId));
    }

    static MondayException invalidColumn(String columnId) {
        return new MondayException(
                "InvalidColumnIdException",
                200,
                "This column ID doesn't exist for the board",
                Map.of("column_id", columnId));
    }

    static MondayException notFound(String what, Object id) {
        return new MondayException(
                "ResourceNotFoundException", 200, what + " not found", Map.of("resource_id", String.valueOf(id)));
    }

    static MondayException invalidArgument(String message) {
        return new MondayException("InvalidArgumentException", 200, message, Map.of());
    }

    /** @param internalType the column's internal name: a status column is {@code color} */
    static MondayException columnValue(String message, String internalType) {
        return new MondayException("ColumnValueException", 200, message, Map.of("column_type", internalType));
    }

    static MondayException unauthorized() {
        return new MondayException("USER_UNAUTHORIZED", 403, "User unauthorized to perform action", Map.of());
    }

    static MondayException brokenJson(String message) {
        return new MondayException("JsonParseException", 400, message, Map.of());
    }

    static MondayException cursor(String message) {
        return new MondayException("CursorException", 200, message, Map.of());
    }
}
