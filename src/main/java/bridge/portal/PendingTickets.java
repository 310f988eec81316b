package bridge.portal;

import bridge.mirror.PortalEvents;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import bridge.ticket.TicketStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tickets of the portal that monday does not hold yet, by our reference. */
@Component
class PendingTickets {

    private final JdbcClient db;
    private final PortalEvents events;

    PendingTickets(JdbcClient db, PortalEvents events) {
        this.db = db;
        this.events = events;
    }

    /** @param email of the client whose ticket it is; null: of nobody in particular */
    @Transactional(propagation = Propagation.MANDATORY)
    void insert(String reference, NewTicket ticket, String email) {
        Map<String, Object> values = new HashMap<>();
        values.put("reference", reference);
        values.put("portal", ticket.portalId());
        values.put("email", email);
        values.put("title", ticket.title());
        values.put("description", ticket.description());
        values.put("status", TicketStatus.OPEN.word());
        values.put("priority", ticket.priority().word());
        db.sql("""
                        INSERT INTO ticket (reference, portal_id, client_email, title, description, status, priority,
                          created_at, updated_at, sync)
                        VALUES (:reference, :portal, :email, :title, :description, :status, :priority,
                          CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'pending')""").params(values).update();
        events.touch(ticket.portalId());
    }

    /** @return the ticket, delivered or not; empty when it was withdrawn or has left the board */
    Optional<TicketRow> find(String reference) {
        return db.sql(TicketRows.SELECT + " WHERE ticket.reference = :reference")
                .param("reference", reference)
                .query((row, n) -> TicketRows.read(row))
                .optional();
    }

    /** The same, and nobody changes it until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<TicketRow> lock(String reference) {
        db.sql("SELECT id FROM ticket WHERE reference = :reference FOR UPDATE")
                .param("reference", reference)
                .query(Long.class)
                .optional();
        return find(reference);
    }

    /** From now on its provisional id is known outside, and has to lead to it for good. */
    @Transactional(propagation = Propagation.MANDATORY)
    void promise(TicketRow ticket) {
        db.sql(
                        "INSERT INTO provisional_ticket (reference, portal_id) VALUES (:reference, :portal) ON CONFLICT DO NOTHING")
                .param("reference", ticket.reference())
                .param("portal", ticket.ticket().clientId())
                .update();
    }

    /** @return monday's id of a ticket that was known by a provisional one; empty when there is none */
    Optional<String> itemId(String portalId, String reference) {
        return db.sql("""
                        SELECT item_id FROM ticket
                        WHERE reference = :reference AND portal_id = :portal AND item_id IS NOT NULL
                        UNION SELECT item_id FROM provisional_ticket
                        WHERE reference = :reference AND portal_id = :portal AND item_id IS NOT NULL""").param("reference", reference).param("portal", portalId).query(String.class).list().stream()
                .findFirst();
    }

    /** monday will not take it as it is. */
    @Transactional
    public void markFailed(String reference) {
        find(reference).ifPresent(row -> {
            int marked = db.sql("""
                            UPDATE ticket SET sync = 'failed', revision = revision + 1
                            WHERE reference = :reference AND item_id IS NULL AND sync = 'pending'""").param("reference", reference).update();
            if (marked > 0) {
                events.touch(row.ticket().clientId());
            }
        });
    }

    /** Deletes it as if it had never been. @return false: monday holds it by now, and it stays */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean withdraw(String reference) {
        Optional<TicketRow> row = lock(reference);
        if (row.isEmpty() || row.get().itemId() != null) {
            return row.isEmpty();
        }
        db.sql("DELETE FROM provisional_ticket WHERE reference = :reference")
                .param("reference", reference)
                .update();
        db.sql("DELETE FROM ticket WHERE reference = :reference AND item_id IS NULL")
                .param("reference", reference)
                .update();
        events.touch(row.get().ticket().clientId());
        return true;
    }
}
