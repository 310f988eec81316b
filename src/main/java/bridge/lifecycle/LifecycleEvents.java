package bridge.lifecycle;

import bridge.problem.Problem;
import bridge.storage.AccountData;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Table {@code lifecycle_event}, and what an uninstall means. */
@Component("lifecycleEvents")
public class LifecycleEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleEvents.class);

    private static final int MAX_LISTED = 1000;

    private final JdbcClient db;
    private final List<AccountData> keepers;

    LifecycleEvents(JdbcClient db, List<AccountData> keepers) {
        this.db = db;
        this.keepers = keepers;
    }

    /** Keeps an event; one that is kept already changes nothing. */
    public void keep(LifecycleEvent event) {
        int added = db.sql("""
                        INSERT INTO lifecycle_event (account_id, type, happened_at, content)
                        VALUES (:account, :type, :happened, :content) ON CONFLICT DO NOTHING""")
                .param("account", event.account())
                .param("type", event.type())
                .param("happened", event.happenedAt().atOffset(ZoneOffset.UTC))
                .param("content", event.content())
                .update();
        if (added > 0) {
            LOG.info("Account {}: {}", event.accountId(), event.type());
        }
    }

    /**
     * Erases everything that is kept for the account, these events too. An uninstall that was overtaken by a later install erases
     * nothing: monday does not say that it delivers in order.
     */
    @Transactional
    public void uninstall(LifecycleEvent event) {
        boolean overtaken = db.sql("""
                        SELECT COUNT(*) FROM lifecycle_event
                        WHERE account_id = :account AND type = 'install' AND happened_at > :happened""")
                        .param("account", event.account())
                        .param("happened", event.happenedAt().atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                > 0;
        if (overtaken) {
            LOG.warn(
                    "Account {} has installed the app again since this uninstall: nothing is erased",
                    event.accountId());
            return;
        }
        keepers.forEach(keeper -> keeper.erase(event.account()));
        db.sql("DELETE FROM lifecycle_event WHERE account_id = :account")
                .param("account", event.account())
                .update();
        LOG.info("Account {} has uninstalled the app: everything kept for it is erased", event.accountId());
    }

    /**
     * @param query {@code account_id}: of which account, else of all; {@code limit}: how many, else 100
     * @return newest first
     * @throws Problem 422 for an account that is no number, or another limit than a number from 1 to 1000
     */
    public List<LifecycleEvent> list(Map<String, String> query) {
        return db.sql("""
                        SELECT * FROM lifecycle_event WHERE account_id = :account OR CAST(:account AS BIGINT) IS NULL
                        ORDER BY happened_at DESC, id DESC LIMIT :limit""")
                .param("account", number(query, "account_id", Long.MAX_VALUE, null))
                .param("limit", number(query, "limit", MAX_LISTED, 100L))
                .query((row, n) -> new LifecycleEvent(
                        row.getString("account_id"),
                        row.getString("type"),
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("content")))
                .list();
    }

    private static Long number(Map<String, String> query, String name, long max, Long otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[1-9][0-9]{0,17}") || Long.parseLong(text) > max) {
            throw Problem.invalid(name, "must be a number from 1 to " + max);
        }
        return Long.valueOf(text);
    }
}
