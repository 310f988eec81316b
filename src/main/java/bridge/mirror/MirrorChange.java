package bridge.mirror;

import bridge.mirror.PortalEvent.Type;
import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import bridge.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One transaction of {@link Mirror}: compares, writes, and tells what happened. */
class MirrorChange {

    /** A state asked for this much later is the truth, even if monday dates it earlier. */
    private static final Duration PLAINLY_LATER = Duration.ofMinutes(1);

    /**
     * A row that changes.
     *
     * @param before null: the mirror did not hold it
     * @param item   null: it goes
     */
    private record Written(long rowId, MirrorRow before, BoardItem item) {}

    private final MirrorRows rows;
    private final TicketRows tickets;
    private final BoardClients clients;
    private final PortalEvents events;
    private final Instant quietBefore;

    private final Map<Long, MirrorRow> byItem = new HashMap<>();
    private final Map<String, MirrorRow> byReference = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private Map<Long, Ticket> earlier = Map.of();
    private boolean unsure;
    private int told;

    MirrorChange(MirrorRows rows, TicketRows tickets, BoardClients clients, PortalEvents events, Instant quietBefore) {
        this.rows = rows;
        this.tickets = tickets;
        this.clients = clients;
        this.events = events;
        this.quietBefore = quietBefore;
    }

    /** True when a state was taken over that may already be the older one. */
    boolean isUnsure() {
        return unsure;
    }

    /** @param own a mutation of ours gave this: of two states of one moment it counts */
    void write(Fetched fetched, boolean own) {
        List<BoardItem> items = List.copyOf(fetched.items().stream()
                .collect(Collectors.toMap(BoardItem::id, item -> item, (a, b) -> b, TreeMap::new))
                .values());
        lock(items, fetched);
        List<BoardItem> changed = items.stream()
                .filter(item -> differs(item, rowOf(item), fetched.begun(), own))
                .toList();
        List<MirrorRow> gone = fetched.gone().stream()
                .map(byItem::get)
                .filter(row -> row != null && !row.seenAt().isAfter(fetched.begun()))
                .toList();
        remember(changed, gone);
        clients.learn(changed);
        changed.forEach(item -> write(item, fetched.begun(), own));
        gone.forEach(this::delete);
        rows.seen(items.stream().map(BoardItem::id).toList(), fetched.begun());
    }

    Applied applied() {
        int created = (int) written.stream().filter(w -> w.before() == null).count();
        int removed = (int) written.stream().filter(w -> w.item() == null).count();
        return new Applied(created, written.size() - created - removed, removed, told);
    }

    private void lock(List<BoardItem> items, Fetched fetched) {
        var ids = new ArrayList<>(fetched.gone());
        items.forEach(item -> ids.add(item.id()));
        rows.lockItems(ids).forEach(this::know);
        rows.lockReferences(items.stream()
                        .filter(item -> !byItem.containsKey(item.id()))
                        .map(BoardItem::reference)
                        .filter(Objects::nonNull)
                        .toList())
                .forEach(this::know);
    }

    private void know(MirrorRow row) {
        if (row.itemId() != null) {
            byItem.put(row.itemId(), row);
        }
        if (row.reference() != null) {
            byReference.put(row.reference(), row);
        }
    }

    /** @return the item's row, or the pending one that it fulfils, or null */
    private MirrorRow rowOf(BoardItem item) {
        MirrorRow row = byItem.get(item.id());
        if (row == null && item.reference() != null) {
            MirrorRow waiting = byReference.get(item.reference());
            return waiting != null && waiting.isPending() ? waiting : null;
        }
        return row;
    }

    private boolean differs(BoardItem item, MirrorRow row, Instant begun, boolean own) {
        if (row == null || row.isPending()) {
            return true;
        }
        if (item.updatedAt().isBefore(row.state().updatedAt())) {
            return begun.isAfter(row.seenAt().plus(PLAINLY_LATER));
        }
        if (TicketState.of(item, row.state()).equals(row.state())) {
            return false;
        }
        boolean askedEarlier = item.updatedAt().equals(row.state().updatedAt()) && begun.isBefore(row.seenAt());
        unsure |= askedEarlier && own;
        return !askedEarlier || own;
    }

    /** Keeps what portals are told when a ticket leaves them. */
    private void remember(List<BoardItem> changed, List<MirrorRow> gone) {
        var leaving = new ArrayList<>(gone.stream().map(MirrorRow::id).toList());
        for (BoardItem item : changed) {
            MirrorRow row = rowOf(item);
            if (row != null && (row.isPending() || !Objects.equals(row.state().portalId(), item.portalId()))) {
                leaving.add(row.id());
            }
        }
        earlier = load(leaving);
    }

    private void write(BoardItem item, Instant begun, boolean own) {
        MirrorRow row = rowOf(item);
        if (row != null) {
            update(item, row, begun);
            return;
        }
        TicketState state = TicketState.of(item, null);
        Optional<Long> rowId = rows.insert(item, freeReference(item), state, begun);
        if (rowId.isEmpty()) {
            // Another transaction was faster with this item, or its reference is taken.
            rows.lockItems(List.of(item.id())).forEach(this::know);
            MirrorRow other = byItem.get(item.id());
            if (other != null) {
                if (differs(item, other, begun, own)) {
                    update(item, other, begun);
                }
                return;
            }
            rowId = rows.insert(item, null, state, begun);
        }
        written.add(new Written(rowId.orElseThrow(), null, item));
    }

    private void update(BoardItem item, MirrorRow row, Instant begun) {
        String reference = row.reference() == null ? freeReference(item) : row.reference();
        TicketState state = TicketState.of(item, row.state());
        Instant seen = begun.isAfter(row.seenAt()) ? begun : row.seenAt();
        rows.update(row, item, reference, state, seen);
        written.add(new Written(row.id(), row, item));
        know(new MirrorRow(row.id(), item.id(), reference, seen, state));
    }

    /** A copied item bears its original's reference: the first to come keeps it. */
    private String freeReference(BoardItem item) {
        return item.reference() == null || byReference.containsKey(item.reference()) ? null : item.reference();
    }

    private void delete(MirrorRow row) {
        rows.delete(row.id());
        written.add(new Written(row.id(), row, null));
    }

    private Map<Long, Ticket> load(List<Long> rowIds) {
        return tickets.withRowIds(rowIds).stream().collect(Collectors.toMap(TicketRow::rowId, TicketRow::ticket));
    }

    /** Tells the portals concerned. */
    void tell() {
        Map<Long, Ticket> now = load(written.stream()
                .filter(w -> w.item() != null)
                .map(Written::rowId)
                .toList());
        for (Written change : written) {
            tell(change, earlier.get(change.rowId()), now.get(change.rowId()));
        }
    }

    private void tell(Written change, Ticket before, Ticket now) {
        TicketStatus earlier = change.before() == null || change.before().isPending()
                ? null
                : change.before().state().status();
        if (change.item() == null) {
            append(Type.TICKET_DELETED, before, earlier);
        } else if (change.before() == null) {
            tellNew(change.item(), now);
        } else if (change.before().isPending()) {
            boolean wasShown =
                    rows.arrived(change.before().reference(), change.item().id());
            if (wasShown) {
                append(Type.TICKET_DELETED, before, null);
            }
            append(Type.TICKET_CREATED, now, null);
        } else if (!Objects.equals(change.before().state().portalId(), now.clientId())) {
            append(Type.TICKET_DELETED, before, earlier);
            append(Type.TICKET_CREATED, now, earlier);
        } else if (TicketState.of(change.item(), change.before().state())
                .showsTheSameAs(change.before().state())) {
            events.touch(now.clientId());
        } else {
            append(Type.TICKET_UPDATED, now, earlier);
        }
    }

    private void tellNew(BoardItem item, Ticket now) {
        if (quietBefore != null && item.createdAt().isBefore(quietBefore)) {
            events.touch(now.clientId());
        } else {
            append(Type.TICKET_CREATED, now, null);
        }
    }

    private void append(Type type, Ticket ticket, TicketStatus earlier) {
        told++;
        events.append(type, ticket, earlier);
    }
}
