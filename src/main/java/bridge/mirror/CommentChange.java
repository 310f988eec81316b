package bridge.mirror;

import bridge.mirror.CommentTable.LockedTicket;
import bridge.ticket.Comment.AuthorType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The comments of one ticket, in one transaction of {@link CommentMirror}: compares and writes. */
class CommentChange {

    /** Shown when monday does not tell who wrote an update. */
    private static final String TEAM = "Team";

    private final CommentTable table;
    private final LockedTicket ticket;
    private final Instant begun;
    private final Instant quietBefore;

    private final Map<Long, CommentRow> known = new HashMap<>();
    private final Map<Long, CommentRow> waiting = new LinkedHashMap<>();
    private final List<Long> added = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private boolean seenByClients;

    CommentChange(CommentTable table, LockedTicket ticket, Instant begun, Instant quietBefore) {
        this.table = table;
        this.ticket = ticket;
        this.begun = begun;
        this.quietBefore = quietBefore;
    }

    /** @return rows of comments that clients are told about, oldest first */
    List<Long> added() {
        return added;
    }

    /** True when something of what clients see has changed. */
    boolean isSeenByClients() {
        return seenByClients;
    }

    void write(ItemUpdates fetched) {
        for (CommentRow row : table.of(ticket)) {
            if (row.updateId() == null) {
                waiting.put(row.id(), row);
            } else {
                known.put(row.updateId(), row);
            }
        }
        var oldestFirst = Comparator.comparing(BoardUpdate::createdAt).thenComparing(BoardUpdate::id);
        for (BoardUpdate update : fetched.updates().stream().sorted(oldestFirst).toList()) {
            boolean clientBegan = write(update, null, false).authorType() == AuthorType.CLIENT;
            update.replies().stream().sorted(oldestFirst).forEach(reply -> write(reply, update.id(), clientBegan));
        }
        table.seen(seen, begun);
        if (fetched.complete()) {
            known.values().stream()
                    .filter(row ->
                            !seen.contains(row.updateId()) && row.seenAt().isBefore(begun))
                    .forEach(this::delete);
        }
    }

    private void delete(CommentRow row) {
        table.delete(row);
        seenByClients |= row.isPublic();
    }

    private CommentRow write(BoardUpdate update, Long parentId, boolean inClientsThread) {
        seen.add(update.id());
        CommentRow before = known.get(update.id());
        if (before == null && update.portal() != null) {
            before = waitingFor(update);
        }
        if (before == null) {
            return insert(update, parentId, inClientsThread);
        }
        CommentRow wanted = before.reference() == null
                ? row(before.id(), update, parentId, inClientsThread)
                : ownRow(before, update, parentId);
        boolean askedEarlier = before.updateId() != null && begun.isBefore(before.seenAt());
        if (askedEarlier || saysTheSame(before, wanted)) {
            return before;
        }
        table.update(wanted);
        told(wanted, before.updateId() != null && before.isPublic());
        seenByClients |= before.isPublic();
        return wanted;
    }

    private CommentRow insert(BoardUpdate update, Long parentId, boolean inClientsThread) {
        CommentRow wanted = row(0, update, parentId, inClientsThread);
        table.insert(ticket, wanted)
                .ifPresent(id -> told(
                        new CommentRow(
                                id,
                                wanted.updateId(),
                                wanted.parentId(),
                                null,
                                wanted.author(),
                                wanted.authorType(),
                                wanted.text(),
                                wanted.isPublic(),
                                wanted.createdAt(),
                                begun),
                        false));
        return wanted;
    }

    private void told(CommentRow row, boolean before) {
        if (!row.isPublic()) {
            return;
        }
        seenByClients = true;
        boolean quiet = quietBefore != null && row.createdAt().isBefore(quietBefore);
        if (!before && !quiet) {
            added.add(row.id());
        }
    }

    /** The webhook of a comment of ours can be faster than the answer to the call that sent it. */
    private CommentRow waitingFor(BoardUpdate update) {
        CommentRow match = waiting.values().stream()
                .filter(row -> row.authorType() == update.portal().authorType()
                        && normal(row.author()).equals(normal(update.portal().author()))
                        && normal(row.text()).equals(normal(update.text())))
                .findFirst()
                .orElse(null);
        if (match != null) {
            waiting.remove(match.id());
        }
        return match;
    }

    /** As monday tells it. */
    private CommentRow row(long id, BoardUpdate update, Long parentId, boolean inClientsThread) {
        boolean ofPortal = update.portal() != null;
        String author = ofPortal ? update.portal().author() : update.author();
        return new CommentRow(
                id,
                update.id(),
                parentId,
                null,
                author == null ? TEAM : author,
                ofPortal ? update.portal().authorType() : AuthorType.ADMIN,
                update.text(),
                ofPortal || inClientsThread || update.marked(),
                update.createdAt(),
                begun);
    }

    /** Written in the portal: who wrote it for whom is ours to know. */
    private CommentRow ownRow(CommentRow before, BoardUpdate update, Long parentId) {
        boolean sameText = normal(before.text()).equals(normal(update.text()));
        return new CommentRow(
                before.id(),
                update.id(),
                parentId,
                before.reference(),
                before.author(),
                before.authorType(),
                sameText ? before.text() : update.text(),
                before.isPublic(),
                update.createdAt(),
                begun);
    }

    private static boolean saysTheSame(CommentRow a, CommentRow b) {
        return b.updateId().equals(a.updateId())
                && a.author().equals(b.author())
                && a.authorType() == b.authorType()
                && a.text().equals(b.text())
                && a.isPublic() == b.isPublic()
                && a.createdAt().equals(b.createdAt());
    }

    /** Spaces at line ends and empty lines do not survive monday's editor. */
    private static String normal(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
