package bridge.mirror;

import bridge.mirror.PortalEvent.Type;
import bridge.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The events of one transaction, written as its last step. */
final class UnwrittenEvents implements TransactionSynchronization {

    /** @param type null: no event, cached answers become old */
    private record Unwritten(Type type, String ticketId, String portalId, String data, TicketStatus earlierStatus) {}

    private final JdbcClient db;
    private final List<Unwritten> events = new ArrayList<>();

    private UnwrittenEvents(JdbcClient db) {
        this.db = db;
    }

    static UnwrittenEvents ofTransaction(JdbcClient db) {
        for (TransactionSynchronization known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof UnwrittenEvents events) {
                return events;
            }
        }
        var events = new UnwrittenEvents(db);
        TransactionSynchronizationManager.registerSynchronization(events);
        return events;
    }

    void add(Type type, String ticketId, String portalId, String data, TicketStatus earlierStatus) {
        events.add(new Unwritten(type, ticketId, portalId, data, earlierStatus));
    }

    void touch(String portalId) {
        boolean known = events.stream().anyMatch(e -> Objects.equals(e.portalId(), portalId));
        if (!known) {
            events.add(new Unwritten(null, null, portalId, null, null));
        }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (events.isEmpty()) {
            return;
        }
        int number = events.size();
        db.sql("UPDATE event_counter SET last_id = last_id + :n WHERE id = 1")
                .param("n", number)
                .update();
        long id = db.sql("SELECT last_id FROM event_counter WHERE id = 1")
                        .query(Long.class)
                        .single()
                - number;
        Map<String, Long> revisions = new TreeMap<>();
        for (Unwritten event : events) {
            id++;
            if (event.portalId() != null) {
                revisions.put(event.portalId(), id);
            }
            if (event.type() != null) {
                insert(id, event);
            }
        }
        revisions.forEach(this::setRevision);
        events.clear();
    }

    private void insert(long id, Unwritten event) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("type", event.type().word());
        values.put("ticket", event.ticketId());
        values.put("portal", event.portalId());
        values.put("data", event.data());
        values.put(
                "earlier",
                event.earlierStatus() == null ? null : event.earlierStatus().word());
        db.sql("""
                        INSERT INTO portal_event (id, type, ticket_id, portal_id, data, earlier_status)
                        VALUES (:id, :type, :ticket, :portal, :data, :earlier)""").params(values).update();
    }

    /** Nobody else writes here meanwhile: whoever does holds the counter's lock. */
    private void setRevision(String portalId, long revision) {
        int known = db.sql("UPDATE portal_revision SET revision = :revision WHERE portal_id = :portal")
                .param("revision", revision)
                .param("portal", portalId)
                .update();
        if (known == 0) {
            db.sql("INSERT INTO portal_revision (portal_id, revision) VALUES (:portal, :revision)")
                    .param("portal", portalId)
                    .param("revision", revision)
                    .update();
        }
    }
}
