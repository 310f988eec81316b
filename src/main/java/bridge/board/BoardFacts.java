package bridge.board;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the board and outlives a restart. */
@Component
class BoardFacts {

    private final JdbcClient db;

    BoardFacts(JdbcClient db) {
        this.db = db;
    }

    Optional<String> find(String name) {
        return db.sql("SELECT content FROM fact WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    @Transactional
    public void put(String name, String content) {
        int updated = db.sql("UPDATE fact SET content = :content, updated_at = CURRENT_TIMESTAMP WHERE name = :name")
                .param("name", name)
                .param("content", content)
                .update();
        if (updated == 0) {
            db.sql("INSERT INTO fact (name, content) VALUES (:name, :content) ON CONFLICT DO NOTHING")
                    .param("name", name)
                    .param("content", content)
                    .update();
        }
    }
}
