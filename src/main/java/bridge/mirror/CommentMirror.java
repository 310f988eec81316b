package bridge.mirror;

import bridge.mirror.CommentTable.LockedTicket;
import bridge.ticket.Comment;
import bridge.ticket.CommentRows;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The updates of the board's items as comments. A team member's update is internal unless it replies in a thread that a client
 * began, or begins with the public marker; only public ones are told.
 */
@Component("commentMirror")
public class CommentMirror {

    private final CommentTable table;
    private final CommentRows comments;
    private final PortalEvents events;
    private final TransactionTemplate transaction;

    CommentMirror(CommentTable table, CommentRows comments, PortalEvents events, TransactionTemplate transaction) {
        this.table = table;
        this.comments = comments;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Writes what differs. Takes part in the caller's transaction when there is one.
     *
     * @param begun when the call began that told it, by {@link Mirror#now}
     */
    public Applied apply(Collection<ItemUpdates> fetched, Instant begun) {
        return apply(fetched, begun, null);
    }

    /** @param quietBefore comments written before, and new to the mirror, are no event; null: every new one is */
    public Applied apply(Collection<ItemUpdates> fetched, Instant begun, Instant quietBefore) {
        List<ItemUpdates> inOrder = fetched.stream()
                .sorted(Comparator.comparingLong(ItemUpdates::itemId))
                .toList();
        Applied applied = transaction.execute(status -> {
            int told = 0;
            for (ItemUpdates updates : inOrder) {
                LockedTicket ticket = table.lock(updates.itemId()).orElse(null);
                if (ticket != null) {
                    var change = new CommentChange(table, ticket, begun, quietBefore);
                    change.write(updates);
                    told += tell(ticket, change);
                }
            }
            return new Applied(0, 0, 0, told);
        });
        return applied == null ? Applied.NOTHING : applied;
    }

    /**
     * A comment of the portal has reached monday: it is told now, unless a webhook was faster.
     *
     * @param reference of the portal's own row
     * @param updateId  monday's id of it
     * @param createdAt by monday's clock; null: as the row says
     * @return the comment as everybody reads it now
     * @throws java.util.NoSuchElementException if there is no such row
     */
    public Comment applyOwn(String reference, long updateId, Instant createdAt) {
        return transaction.execute(status -> {
            LockedTicket ticket = table.lockByComment(reference).orElseThrow();
            CommentRow row = table.of(ticket).stream()
                    .filter(r -> reference.equals(r.reference()))
                    .findFirst()
                    .orElseThrow();
            if (row.updateId() == null) {
                table.update(new CommentRow(
                        row.id(),
                        updateId,
                        row.parentId(),
                        reference,
                        row.author(),
                        row.authorType(),
                        row.text(),
                        row.isPublic(),
                        createdAt == null ? row.createdAt() : createdAt,
                        table.now()));
                if (row.isPublic()) {
                    events.append(comments.find(row.id()).orElseThrow(), ticket.portalId());
                }
            }
            return comments.find(row.id()).orElseThrow();
        });
    }

    private int tell(LockedTicket ticket, CommentChange change) {
        if (change.isSeenByClients()) {
            events.touch(ticket.portalId());
        }
        change.added().forEach(id -> events.append(comments.find(id).orElseThrow(), ticket.portalId()));
        return change.added().size();
    }
}
