package bridge.mirror;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@link Mirror}. Every method belongs in a transaction. */
@Component
class MirrorRows {

    private static final String INSERT = """
            INSERT INTO ticket (item_id, reference, portal_id, client_email, title, description, status, raw_status, priority,
              raw_priority, created_at, updated_at, resolved_at, sync, seen_at)
            VALUES (:item, :reference, :portal, :email, :title, :description, :status, :rawStatus, :priority,
              :rawPriority, :created, :updated, :resolved, 'synced', :seen)
            ON CONFLICT DO NOTHING""";

    private static final String UPDATE = """
            UPDATE ticket SET item_id = :item, reference = :reference, portal_id = :portal, client_email = :email, title = :title,
              description = :description, status = :status, raw_status = :rawStatus, priority = :priority,
              raw_priority = :rawPriority, created_at = :created, updated_at = :updated, resolved_at = :resolved,
              sync = 'synced', seen_at = :seen, revision = revision + 1
            WHERE id = :id""";

    private final JdbcClient db;

    MirrorRows(JdbcClient db) {
        this.db = db;
    }

    Instant now() {
        return db.sql("SELECT CURRENT_TIMESTAMP")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** Locks the rows of these items, always in the same order. */
    List<MirrorRow> lockItems(Collection<Long> itemIds) {
        return itemIds.isEmpty() ? List.of() : lock("item_id", itemIds);
    }

    /** Locks the rows of these references, always in the same order. */
    List<MirrorRow> lockReferences(Collection<String> references) {
        return references.isEmpty() ? List.of() : lock("reference", references);
    }

    private List<MirrorRow> lock(String column, Collection<?> values) {
        return db.sql("SELECT * FROM ticket WHERE " + column + " IN (:values) ORDER BY id FOR UPDATE")
                .param("values", values)
                .query(MirrorRows::read)
                .list();
    }

    /** @return the new row's id; empty: somebody else has just written a row of this item or reference */
    Optional<Long> insert(BoardItem item, String reference, TicketState state, Instant seen) {
        Map<String, Object> values = values(state, seen);
        values.put("item", item.id());
        values.put("reference", reference);
        int inserted = db.sql(INSERT).params(values).update();
        return inserted == 0
                ? Optional.empty()
                : db.sql("SELECT id FROM ticket WHERE item_id = :item")
                        .param("item", item.id())
                        .query(Long.class)
                        .optional();
    }

    void update(MirrorRow row, BoardItem item, String reference, TicketState state, Instant seen) {
        Map<String, Object> values = values(state, seen);
        values.put("id", row.id());
        values.put("item", item.id());
        values.put("reference", reference);
        db.sql(UPDATE).params(values).update();
    }

    void delete(long rowId) {
        db.sql("DELETE FROM ticket WHERE id = :id").param("id", rowId).update();
    }

    void seen(Collection<Long> itemIds, Instant begun) {
        if (!itemIds.isEmpty()) {
            db.sql("UPDATE ticket SET seen_at = :seen WHERE item_id IN (:items) AND seen_at < :seen")
                    .param("seen", utc(begun))
                    .param("items", itemIds)
                    .update();
        }
    }

    /** @return true when somebody may know the ticket by its provisional id */
    boolean arrived(String reference, long itemId) {
        return db.sql("UPDATE provisional_ticket SET item_id = :item WHERE reference = :reference")
                        .param("item", itemId)
                        .param("reference", reference)
                        .update()
                > 0;
    }

    static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Object> values(TicketState state, Instant seen) {
        Map<String, Object> values = new HashMap<>();
        values.put("portal", state.portalId());
        values.put("email", state.clientEmail());
        values.put("title", state.title());
        values.put("description", state.description());
        values.put("status", state.status().word());
        values.put("rawStatus", state.rawStatus());
        values.put("priority", state.priority().word());
        values.put("rawPriority", state.rawPriority());
        values.put("created", utc(state.createdAt()));
        values.put("updated", utc(state.updatedAt()));
        values.put("resolved", utc(state.resolvedAt()));
        values.put("seen", utc(seen));
        return values;
    }

    private static MirrorRow read(ResultSet row, int number) throws SQLException {
        var state = new TicketState(
                row.getString("portal_id"),
                row.getString("client_email"),
                row.getString("title"),
                row.getString("description"),
                TicketStatus.ofWord(row.getString("status")),
                row.getString("raw_status"),
                Priority.ofWord(row.getString("priority")),
                row.getString("raw_priority"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "resolved_at"));
        return new MirrorRow(
                row.getLong("id"),
                row.getObject("item_id", Long.class),
                row.getString("reference"),
                instant(row, "seen_at"),
                state);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
