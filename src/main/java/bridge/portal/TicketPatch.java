package bridge.portal;

import bridge.ticket.Priority;
import bridge.ticket.Ticket;
import bridge.ticket.TicketStatus;

/** What is to be changed; null: stays as it is. */
record TicketPatch(String title, String description, Priority priority, TicketStatus status) {

    boolean isEmpty() {
        return title == null && description == null && priority == null && status == null;
    }

    /**
     * @param labelsToo true: also writes a status or priority that the ticket seems to have, but the board under a label of its own
     * @return what the ticket does not have yet
     */
    TicketPatch against(Ticket ticket, boolean labelsToo) {
        boolean sameStatus = ticket.status() == status && !(labelsToo && ticket.rawStatus() != null);
        boolean samePriority = ticket.priority() == priority && !(labelsToo && ticket.rawPriority() != null);
        return new TicketPatch(
                ticket.title().equals(title) ? null : title,
                ticket.description().equals(description) ? null : description,
                samePriority ? null : priority,
                sameStatus ? null : status);
    }
}
