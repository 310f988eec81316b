package bridge.board;

import java.util.List;

/**
 * One column of the board.
 *
 * @param type     monday's name: {@code text}, {@code long_text}, {@code status}, {@code email}, …
 * @param revision monday wants it back when the column is changed
 * @param labels   of a status column; else empty
 */
public record BoardColumn(String id, String title, String type, String revision, List<BoardLabel> labels) {}
