package bridge.board;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Our record of webhooks: monday lists them without their addresses. */
@Component
class BoardWebhooks {

    private final JdbcClient db;

    BoardWebhooks(JdbcClient db) {
        this.db = db;
    }

    /** @param urlHash SHA-256 of the whole address, in hex */
    void add(String webhookId, String boardId, String event, String urlHash) {
        db.sql("""
                        INSERT INTO board_webhook (webhook_id, board_id, event, url_hash)
                        VALUES (:id, :board, :event, :hash) ON CONFLICT DO NOTHING""")
                .param("id", webhookId)
                .param("board", boardId)
                .param("event", event)
                .param("hash", urlHash)
                .update();
    }

    /** The events for which one of the given webhooks has one of these addresses. */
    Set<String> events(String boardId, List<String> urlHashes, Set<String> webhookIds) {
        Set<String> events = new HashSet<>();
        db.sql("SELECT webhook_id, event FROM board_webhook WHERE board_id = :board AND url_hash IN (:hashes)")
                .param("board", boardId)
                .param("hashes", urlHashes)
                .query((row, n) -> webhookIds.contains(row.getString(1)) && events.add(row.getString(2)))
                .list();
        return events;
    }

    @Transactional
    public void forgetAllBut(Set<String> webhookIds, String boardId) {
        List<String> known = db.sql("SELECT webhook_id FROM board_webhook WHERE board_id = :board")
                .param("board", boardId)
                .query(String.class)
                .list();
        for (String id : known) {
            if (!webhookIds.contains(id)) {
                db.sql("DELETE FROM board_webhook WHERE webhook_id = :id")
                        .param("id", id)
                        .update();
            }
        }
    }
}
