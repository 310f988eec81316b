package bridge.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the mirror holds, as far as a reconciliation has to know. */
@Component
class SyncRows {

    /** An item as the mirror has it. */
    record Known(long itemId, String title, Instant updatedAt) {}

    private final JdbcClient db;

    SyncRows(JdbcClient db) {
        this.db = db;
    }

    /** @return items that no call begun since has told about */
    List<Long> itemsNotSeenSince(Instant started) {
        return db.sql("SELECT item_id FROM ticket WHERE item_id IS NOT NULL AND seen_at < :started ORDER BY item_id")
                .param("started", utc(started))
                .query(Long.class)
                .list();
    }

    /** @return items with a comment that no call begun since has told about */
    List<Long> talksNotSeenSince(Instant started) {
        return db.sql("""
                        SELECT DISTINCT ticket.item_id FROM ticket JOIN ticket_comment ON ticket_comment.ticket_id = ticket.id
                        WHERE ticket.item_id IS NOT NULL AND ticket_comment.update_id IS NOT NULL
                          AND ticket_comment.seen_at < :started ORDER BY ticket.item_id""").param("started", utc(started)).query(Long.class).list();
    }

    /** @param newest by monday's clock */
    List<Long> itemsChangedSince(Instant newest) {
        return db.sql("SELECT item_id FROM ticket WHERE item_id IS NOT NULL AND updated_at >= :newest ORDER BY item_id")
                .param("newest", utc(newest))
                .query(Long.class)
                .list();
    }

    int itemCount() {
        return db.sql("SELECT COUNT(item_id) FROM ticket").query(Integer.class).single();
    }

    Set<Long> itemIds() {
        return new TreeSet<>(db.sql("SELECT item_id FROM ticket WHERE item_id IS NOT NULL")
                .query(Long.class)
                .list());
    }

    Map<Long, Known> known(Collection<Long> itemIds) {
        if (itemIds.isEmpty()) {
            return Map.of();
        }
        return db
                .sql("SELECT item_id, title, updated_at FROM ticket WHERE item_id IN (:items)")
                .param("items", itemIds)
                .query(SyncRows::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Known::itemId, Function.identity()));
    }

    Set<Long> knownUpdates(Collection<Long> updateIds) {
        if (updateIds.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(db.sql("SELECT update_id FROM ticket_comment WHERE update_id IN (:updates)")
                .param("updates", updateIds)
                .query(Long.class)
                .list());
    }

    private static Known read(ResultSet row, int number) throws SQLException {
        return new Known(
                row.getLong("item_id"),
                row.getString("title"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
