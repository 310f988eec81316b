package bridge.mirror;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.time.Instant;

/** Makes items for tests. */
record Items(BoardItem item) {

    static final Instant CREATED = Instant.parse("2026-03-01T08:00:00Z");
    static final Instant UPDATED = Instant.parse("2026-03-02T09:30:00Z");

    static Items item(long id, String portal) {
        return new Items(new BoardItem(
                id,
                "Printer " + id,
                "It is on fire",
                null,
                portal,
                portal == null ? null : "kim@" + portal.toLowerCase(java.util.Locale.ROOT) + ".example",
                "Kim",
                TicketStatus.OPEN,
                null,
                null,
                Priority.MEDIUM,
                null,
                CREATED,
                UPDATED));
    }

    Items title(String title) {
        return with(title, item.reference(), item.portalId(), item.status(), item.statusChangedAt(), item.updatedAt());
    }

    Items reference(String reference) {
        return with(item.title(), reference, item.portalId(), item.status(), item.statusChangedAt(), item.updatedAt());
    }

    Items portal(String portal) {
        return with(item.title(), item.reference(), portal, item.status(), item.statusChangedAt(), item.updatedAt());
    }

    Items status(TicketStatus status, Instant changedAt) {
        return with(item.title(), item.reference(), item.portalId(), status, changedAt, item.updatedAt());
    }

    Items updated(Instant at) {
        return with(item.title(), item.reference(), item.portalId(), item.status(), item.statusChangedAt(), at);
    }

    private Items with(
            String title, String reference, String portal, TicketStatus status, Instant changedAt, Instant updatedAt) {
        return new Items(new BoardItem(
                item.id(),
                title,
                item.description(),
                reference,
                portal,
                item.clientEmail(),
                item.clientName(),
                status,
                item.rawStatus(),
                changedAt,
                item.priority(),
                item.rawPriority(),
                item.createdAt(),
                updatedAt));
    }
}
