package bridge.storage;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Small things that outlive a restart: the board that setup made, how far a load has come. */
@Component
public class Facts {

    private final JdbcClient db;

    public Facts(JdbcClient db) {
        this.db = db;
    }

    public Optional<String> get(String name) {
        return db.sql("SELECT content FROM fact WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    public Optional<Long> number(String name) {
        return get(name).map(Long::valueOf);
    }

    @Transactional
    public void put(String name, String content) {
        if (update(name, content) == 0
                && db.sql("INSERT INTO fact (name, content) VALUES (:name, :content) ON CONFLICT DO NOTHING")
                                .param("name", name)
                                .param("content", content)
                                .update()
                        == 0) {
            update(name, content);
        }
    }

    public void forget(String name) {
        db.sql("DELETE FROM fact WHERE name = :name").param("name", name).update();
    }

    private int update(String name, String content) {
        return db.sql("UPDATE fact SET content = :content, updated_at = CURRENT_TIMESTAMP WHERE name = :name")
                .param("name", name)
                .param("content", content)
                .update();
    }
}
