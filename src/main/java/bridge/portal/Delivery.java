package bridge.portal;

import bridge.job.Job;
import bridge.ticket.TicketRow;
import java.time.Instant;

/**
 * A try to bring a ticket to the board.
 *
 * @param row   null: the ticket was withdrawn, or has left the board
 * @param begun by the database's clock
 */
public record Delivery(Job job, TicketRow row, Instant begun) {

    /** False when monday holds it already. */
    public boolean isWanted() {
        return row != null && row.itemId() == null;
    }

    /** True when an earlier try may have made the item, and died before it could say so. */
    public boolean mayHaveArrived() {
        return job.attempts() > 1;
    }
}
