package bridge.mirror;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.time.Instant;

/** The columns of a mirrored ticket that monday decides about. */
record TicketState(
        String portalId,
        String clientEmail,
        String title,
        String description,
        TicketStatus status,
        String rawStatus,
        Priority priority,
        String rawPriority,
        Instant createdAt,
        Instant updatedAt,
        Instant resolvedAt) {

    private static final TicketState EMPTY =
            new TicketState(null, null, "", "", TicketStatus.OPEN, null, Priority.MEDIUM, null, null, null, null);

    /** @param before null for an item that the mirror does not hold yet */
    static TicketState of(BoardItem item, TicketState before) {
        boolean statusTold = item.status() != null;
        boolean priorityTold = item.priority() != null;
        TicketState kept = before == null ? EMPTY : before;
        TicketStatus status = statusTold ? item.status() : kept.status;
        return new TicketState(
                item.portalId(),
                item.clientEmail(),
                item.title(),
                item.description() == null ? kept.description : item.description(),
                status,
                statusTold ? item.rawStatus() : kept.rawStatus,
                priorityTold ? item.priority() : kept.priority,
                priorityTold ? item.rawPriority() : kept.rawPriority,
                item.createdAt(),
                item.updatedAt(),
                status.isFinished() ? resolvedAt(item, kept) : null);
    }

    private static Instant resolvedAt(BoardItem item, TicketState before) {
        if (item.statusChangedAt() != null) {
            return item.statusChangedAt();
        }
        return before.resolvedAt == null ? item.updatedAt() : before.resolvedAt;
    }

    /** True when the two differ in nothing but the time of the last change: something changed that the portal does not show. */
    boolean showsTheSameAs(TicketState other) {
        return other.at(updatedAt).equals(this);
    }

    private TicketState at(Instant time) {
        return new TicketState(
                portalId,
                clientEmail,
                title,
                description,
                status,
                rawStatus,
                priority,
                rawPriority,
                createdAt,
                time,
                resolvedAt);
    }
}
