package bridge.mirror;

import bridge.ticket.TicketStatus;
import java.time.Instant;
import java.util.Locale;

/**
 * One line of the log of what happened.
 *
 * @param id       grows; whoever has seen one has seen all below it, but ids may be left out
 * @param ticketId as the portal shows it
 * @param portalId null: only staff may know
 * @param data     JSON: a Ticket (its last state, when it is gone) or a Comment
 * @param earlierStatus of a ticket that the mirror held before, in this portal or another; else null
 */
public record PortalEvent(
        long id,
        Type type,
        String ticketId,
        String portalId,
        Instant occurredAt,
        String data,
        TicketStatus earlierStatus) {

    public enum Type {
        TICKET_CREATED,
        TICKET_UPDATED,
        TICKET_DELETED,
        COMMENT_ADDED;

        /** The word used on the wire and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
