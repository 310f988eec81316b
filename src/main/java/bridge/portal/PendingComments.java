package bridge.portal;

import bridge.job.Accepted;
import bridge.job.JobLedger;
import bridge.job.NewJob;
import bridge.mirror.PortalEvents;
import bridge.ticket.Comment;
import bridge.ticket.Comment.AuthorType;
import bridge.ticket.CommentRows;
import bridge.ticket.TicketRow;
import bridge.ticket.UpdateBody;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Comments of the portal that monday does not hold yet, by our reference. */
@Component
class PendingComments {

    static final String JOB = "comment-create";

    /**
     * A comment to be sent.
     *
     * @param itemId   null: monday does not hold its ticket yet
     * @param updateId null: monday does not hold it yet
     */
    record Waiting(String reference, String portalId, String ticketId, Long itemId, Long updateId, UpdateBody body) {}

    private final JdbcClient db;
    private final CommentRows rows;
    private final PortalEvents events;
    private final JobLedger ledger;

    PendingComments(JdbcClient db, CommentRows rows, PortalEvents events, JobLedger ledger) {
        this.db = db;
        this.rows = rows;
        this.events = events;
        this.ledger = ledger;
    }

    /** What is written in the portal is meant for the client, whoever writes it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void insert(String reference, TicketRow ticket, UpdateBody body) {
        db.sql("""
                        INSERT INTO ticket_comment (ticket_id, reference, author, author_type, text, is_public, created_at, sync)
                        VALUES (:ticket, :reference, :author, :type, :text, TRUE, CURRENT_TIMESTAMP, 'pending')""")
                .param("ticket", ticket.rowId())
                .param("reference", reference)
                .param("author", body.author())
                .param("type", body.authorType().name().toLowerCase(Locale.ROOT))
                .param("text", body.text())
                .update();
        events.touch(ticket.ticket().clientId());
    }

    /** Comments of one ticket reach monday one after the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    Accepted submit(String reference, long ticketRowId) {
        return ledger.submit(new NewJob(JOB, reference, "ticket-" + ticketRowId, Map.of("reference", reference)));
    }

    /** Submits those written before monday held their ticket. @return the jobs of those */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Accepted> submitWaiting(long ticketRowId) {
        return db.sql("""
                        SELECT reference FROM ticket_comment
                        WHERE ticket_id = :ticket AND update_id IS NULL AND reference IS NOT NULL ORDER BY id""").param("ticket", ticketRowId).query(String.class).list().stream()
                .map(reference -> submit(reference, ticketRowId))
                .filter(Accepted::fresh)
                .toList();
    }

    /** @return empty when it was withdrawn, or its ticket has left the board */
    Optional<Waiting> find(String reference) {
        return db.sql("""
                        SELECT c.*, t.portal_id, t.item_id, t.reference AS ticket_reference FROM ticket_comment c
                        JOIN ticket t ON t.id = c.ticket_id WHERE c.reference = :reference""")
                .param("reference", reference)
                .query((row, n) -> {
                    Long itemId = row.getObject("item_id", Long.class);
                    return new Waiting(
                            reference,
                            row.getString("portal_id"),
                            itemId == null ? TicketRow.PENDING + row.getString("ticket_reference") : itemId.toString(),
                            itemId,
                            row.getObject("update_id", Long.class),
                            new UpdateBody(
                                    row.getString("author"),
                                    AuthorType.valueOf(
                                            row.getString("author_type").toUpperCase(Locale.ROOT)),
                                    row.getString("text")));
                })
                .optional();
    }

    /** @return the comment as it is shown; empty when it was withdrawn, or its ticket has left the board */
    Optional<Comment> shown(String reference) {
        return db.sql("SELECT id FROM ticket_comment WHERE reference = :reference")
                .param("reference", reference)
                .query(Long.class)
                .optional()
                .flatMap(rows::find);
    }

    /** monday will not take it as it is. */
    @Transactional
    public void markFailed(String reference) {
        int marked = db.sql("""
                        UPDATE ticket_comment SET sync = 'failed'
                        WHERE reference = :reference AND update_id IS NULL AND sync = 'pending'""").param("reference", reference).update();
        if (marked > 0) {
            find(reference).ifPresent(comment -> events.touch(comment.portalId()));
        }
    }

    /** Deletes it as if it had never been. @return false: monday holds it by now, and it stays */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean withdraw(String reference) {
        Optional<Waiting> comment = find(reference);
        int deleted = db.sql("DELETE FROM ticket_comment WHERE reference = :reference AND update_id IS NULL")
                .param("reference", reference)
                .update();
        comment.ifPresent(known -> events.touch(known.portalId()));
        return deleted > 0 || comment.isEmpty();
    }
}
