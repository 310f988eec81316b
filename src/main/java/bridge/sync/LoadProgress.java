package bridge.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a load has come.
 *
 * @param started     by the database's clock
 * @param cursorBegun when the first page of this series was asked for
 * @param cursor      of the next page; null: all have been read
 */
record LoadProgress(
        String boardId, Instant started, Instant cursorBegun, String cursor, int items, Instant newestChange) {

    /** monday keeps a cursor for 60 minutes after the first page. */
    private static final Duration CURSOR_LIVES = Duration.ofMinutes(50);

    boolean canGoOn(String board, Instant now) {
        return boardId.equals(board) && cursor != null && now.isBefore(cursorBegun.plus(CURSOR_LIVES));
    }
}
