package bridge.mirror;

import bridge.ticket.Comment.AuthorType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@link CommentMirror}. Every method belongs in a transaction that holds the ticket's lock. */
@Component
class CommentTable {

    /** @param portalId null: staff only */
    record LockedTicket(long rowId, String portalId) {}

    private final JdbcClient db;

    CommentTable(JdbcClient db) {
        this.db = db;
    }

    Instant now() {
        return db.sql("SELECT CURRENT_TIMESTAMP AS now")
                .query((row, n) -> MirrorRows.instant(row, "now"))
                .single();
    }

    /** @return empty when the mirror does not hold the item */
    Optional<LockedTicket> lock(long itemId) {
        return db.sql("SELECT id, portal_id FROM ticket WHERE item_id = :item FOR UPDATE")
                .param("item", itemId)
                .query((row, n) -> new LockedTicket(row.getLong("id"), row.getString("portal_id")))
                .optional();
    }

    /** @return empty when there is no comment of this reference */
    Optional<LockedTicket> lockByComment(String reference) {
        return db.sql("""
                        SELECT id, portal_id FROM ticket
                        WHERE id = (SELECT ticket_id FROM ticket_comment WHERE reference = :reference) FOR UPDATE""")
                .param("reference", reference)
                .query((row, n) -> new LockedTicket(row.getLong("id"), row.getString("portal_id")))
                .optional();
    }

    List<CommentRow> of(LockedTicket ticket) {
        return db.sql("SELECT * FROM ticket_comment WHERE ticket_id = :ticket ORDER BY id")
                .param("ticket", ticket.rowId())
                .query(CommentTable::read)
                .list();
    }

    /** @return the new row's id; empty when a row of another ticket holds the update */
    Optional<Long> insert(LockedTicket ticket, CommentRow comment) {
        Map<String, Object> values = values(comment);
        values.put("ticket", ticket.rowId());
        int inserted = db.sql("""
                        INSERT INTO ticket_comment (ticket_id, update_id, parent_update_id, author, author_type, text, is_public,
                          created_at, sync, seen_at)
                        VALUES (:ticket, :update, :parent, :author, :type, :text, :public, :created, 'synced', :seen)
                        ON CONFLICT DO NOTHING""").params(values).update();
        return inserted == 0
                ? Optional.empty()
                : db.sql("SELECT id FROM ticket_comment WHERE update_id = :update")
                        .param("update", comment.updateId())
                        .query(Long.class)
                        .optional();
    }

    void update(CommentRow comment) {
        db.sql("""
                        UPDATE ticket_comment SET update_id = :update, parent_update_id = :parent, author = :author,
                          author_type = :type, text = :text, is_public = :public, created_at = :created, sync = 'synced',
                          seen_at = :seen WHERE id = :id""").params(values(comment)).update();
    }

    void delete(CommentRow comment) {
        db.sql("DELETE FROM ticket_comment WHERE id = :id")
                .param("id", comment.id())
                .update();
    }

    void seen(Collection<Long> updateIds, Instant begun) {
        if (!updateIds.isEmpty()) {
            db.sql("UPDATE ticket_comment SET seen_at = :seen WHERE update_id IN (:updates) AND seen_at < :seen")
                    .param("seen", MirrorRows.utc(begun))
                    .param("updates", updateIds)
                    .update();
        }
    }

    private static Map<String, Object> values(CommentRow comment) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", comment.id());
        values.put("update", comment.updateId());
        values.put("parent", comment.parentId());
        values.put("author", comment.author());
        values.put("type", comment.authorType().name().toLowerCase(Locale.ROOT));
        values.put("text", comment.text());
        values.put("public", comment.isPublic());
        values.put("created", MirrorRows.utc(comment.createdAt()));
        values.put("seen", MirrorRows.utc(comment.seenAt()));
        return values;
    }

    private static CommentRow read(ResultSet row, int number) throws SQLException {
        return new CommentRow(
                row.getLong("id"),
                row.getObject("update_id", Long.class),
                row.getObject("parent_update_id", Long.class),
                row.getString("reference"),
                row.getString("author"),
                AuthorType.valueOf(row.getString("author_type").toUpperCase(Locale.ROOT)),
                row.getString("text"),
                row.getBoolean("is_public"),
                MirrorRows.instant(row, "created_at"),
                MirrorRows.instant(row, "seen_at"));
    }
}
