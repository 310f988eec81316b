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

    /** @param before null for an item that the mirror does not hold yet */
    static TicketState of(BoardItem item, TicketState before) {
        return new TicketState(
                item.portalId(),
                item.clientEmail(),
                item.title(),
                item.description(),
                item.status(),
                item.rawStatus(),
                item.priority(),
                item.rawPriority(),
                item.createdAt(),
                item.updatedAt(),
                resolvedAt(item, before));
    }

    private static Instant resolvedAt(BoardItem item, TicketState before) {
        if (!item.status().isFinished()) {
            return null;
        }
        if (item.statusChangedAt() != null) {
            return item.statusChangedAt();
        }
        return before != null && before.resolvedAt() != null ? before.resolvedAt() : item.updatedAt();
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
