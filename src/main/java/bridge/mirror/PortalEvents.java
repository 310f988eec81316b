package bridge.mirror;

import bridge.mirror.PortalEvent.Type;
import bridge.storage.Facts;
import bridge.ticket.Comment;
import bridge.ticket.Ticket;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The append-only log that feeds sockets, triggers and catch-up. Events get their ids as the last step of the transaction that
 * made them, under the lock of one row: ids become visible in their order, and the lock is held for a moment only.
 */
@Component("portalEvents")
public class PortalEvents {

    private static final String FLOOR = "events-floor";

    private final JdbcClient db;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;
    private final Facts facts;
    private final Duration keep;

    PortalEvents(
            JdbcClient db,
            ObjectMapper json,
            TransactionTemplate transaction,
            Facts facts,
            @Value("${bridge.events.keep}") Duration keep) {
        this.db = db;
        this.json = json;
        this.transaction = transaction;
        this.facts = facts;
        this.keep = keep;
    }

    /**
     * Logs what happened to a ticket when the caller's transaction commits.
     *
     * @param earlierStatus null: the mirror did not hold the ticket
     * @throws IllegalStateException outside a transaction
     */
    public void append(Type type, Ticket ticket, TicketStatus earlierStatus) {
        unwritten().add(type, ticket.id(), ticket.clientId(), write(ticket), earlierStatus);
    }

    /** Logs {@code comment_added} when the caller's transaction commits. Never called for a team note. */
    public void append(Comment comment, String portalId) {
        unwritten().add(Type.COMMENT_ADDED, comment.ticketId(), portalId, write(comment), null);
    }

    /**
     * Makes cached answers of a portal old, when the caller's transaction commits, without an event.
     *
     * @param portalId null: answers for staff alone
     */
    public void touch(String portalId) {
        unwritten().touch(portalId);
    }

    /**
     * @param portalId null: of all portals, for staff
     * @return events with a greater id, oldest first; whether all of them are still there says {@link #holdsAllSince}
     */
    public List<PortalEvent> since(long id, String portalId, int limit) {
        return db.sql("SELECT * FROM portal_event WHERE id > :id"
                        + (portalId == null ? "" : " AND portal_id = :portal")
                        + " ORDER BY id LIMIT :limit")
                .param("id", id)
                .param("portal", portalId)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** False when events after {@code id} have been forgotten or were never told, or the id is not of this database. */
    public boolean holdsAllSince(long id) {
        return id >= facts.number(FLOOR).orElse(0L) && id <= lastId();
    }

    /** @return the greatest id so far, also when no event bears it; the revision of all portals together */
    public long lastId() {
        return db.sql("SELECT last_id FROM event_counter WHERE id = 1")
                .query(Long.class)
                .single();
    }

    /** @return grows with every change that a portal's answers can show; 0: nothing happened yet */
    public long portalRevision(String portalId) {
        return db.sql("SELECT revision FROM portal_revision WHERE portal_id = :portal")
                .param("portal", portalId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Deletes events that are past their stated life. @return how many */
    public int forgetOld() {
        Integer forgotten = transaction.execute(status -> {
            Long last = db.sql("""
                            SELECT COALESCE(MAX(id), 0) FROM portal_event
                            WHERE occurred_at < CURRENT_TIMESTAMP - CAST(:keep AS DOUBLE PRECISION) * INTERVAL '1' SECOND""")
                    .param("keep", keep.toMillis() / 1000.0)
                    .query(Long.class)
                    .single();
            if (last == 0) {
                return 0;
            }
            raiseFloor(last);
            return db.sql("DELETE FROM portal_event WHERE id <= :last")
                    .param("last", last)
                    .update();
        });
        return forgotten == null ? 0 : forgotten;
    }

    /** After changes that were not told one by one: whoever has listened has to read everything again. */
    public void breakOff() {
        transaction.executeWithoutResult(status -> {
            db.sql("UPDATE event_counter SET last_id = last_id + 1 WHERE id = 1")
                    .update();
            raiseFloor(lastId());
        });
    }

    private void raiseFloor(long id) {
        if (id > facts.number(FLOOR).orElse(0L)) {
            facts.put(FLOOR, Long.toString(id));
        }
    }

    private UnwrittenEvents unwritten() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An event belongs to the transaction that makes it happen");
        }
        return UnwrittenEvents.ofTransaction(db);
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A ticket or comment cannot be written as JSON", e);
        }
    }

    private static PortalEvent read(ResultSet row) throws SQLException {
        String earlierStatus = row.getString("earlier_status");
        return new PortalEvent(
                row.getLong("id"),
                Type.ofWord(row.getString("type")),
                row.getString("ticket_id"),
                row.getString("portal_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("data"),
                earlierStatus == null ? null : TicketStatus.ofWord(earlierStatus));
    }
}
