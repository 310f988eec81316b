package bridge.mirror;

import java.time.Instant;

/**
 * A ticket's row as found under its lock.
 *
 * @param itemId null: accepted, and not yet held by monday
 * @param seenAt when the call began that last told about it
 */
record MirrorRow(long id, Long itemId, String reference, Instant seenAt, TicketState state) {

    boolean isPending() {
        return itemId == null;
    }
}
