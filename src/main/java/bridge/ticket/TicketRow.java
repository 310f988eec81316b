package bridge.ticket;

/**
 * A row of the mirror.
 *
 * @param rowId     key of table {@code ticket}
 * @param itemId    null while monday does not hold it yet
 * @param reference the board's "Ticket ID"; null when the portal did not make it
 */
public record TicketRow(long rowId, Long itemId, String reference, Ticket ticket) {

    /** Begins the id of a ticket or comment that monday does not hold yet. */
    public static final String PENDING = "pending-";
}
