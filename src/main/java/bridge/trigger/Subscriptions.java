package bridge.trigger;

import bridge.storage.AccountData;
import bridge.ticket.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Table {@code trigger_subscription}. */
@Component
class Subscriptions implements AccountData {

    private final JdbcClient db;

    Subscriptions(JdbcClient db) {
        this.db = db;
    }

    /**
     * Keeps a subscription. One that monday names again is the same one, with what it says now, and has missed nothing meanwhile.
     *
     * @return our id of it
     */
    @Transactional
    public String keep(Subscription wanted) {
        db.sql("""
                        INSERT INTO trigger_subscription
                          (id, account_id, trigger_word, subscription_id, webhook_url, portal_id, priority, after_event)
                        VALUES (:id, :account, :trigger, :subscription, :url, :portal, :priority, :after) ON CONFLICT DO NOTHING""")
                .param("id", wanted.id())
                .param("account", wanted.accountId())
                .param("trigger", wanted.trigger().word())
                .param("subscription", wanted.subscriptionId())
                .param("url", wanted.webhookUrl())
                .param("portal", wanted.portalId())
                .param("priority", word(wanted.priority()))
                .param("after", wanted.afterEvent())
                .update();
        db.sql("""
                        UPDATE trigger_subscription SET webhook_url = :url, portal_id = :portal, priority = :priority
                        WHERE account_id = :account AND trigger_word = :trigger AND subscription_id = :subscription""")
                .param("url", wanted.webhookUrl())
                .param("portal", wanted.portalId())
                .param("priority", word(wanted.priority()))
                .param("account", wanted.accountId())
                .param("trigger", wanted.trigger().word())
                .param("subscription", wanted.subscriptionId())
                .update();
        return db.sql("""
                        SELECT id FROM trigger_subscription
                        WHERE account_id = :account AND trigger_word = :trigger AND subscription_id = :subscription""")
                .param("account", wanted.accountId())
                .param("trigger", wanted.trigger().word())
                .param("subscription", wanted.subscriptionId())
                .query(String.class)
                .single();
    }

    /** @param webhookId our id, or monday's where it did not take ours over */
    public void end(long accountId, Trigger trigger, String webhookId) {
        db.sql("""
                        DELETE FROM trigger_subscription
                        WHERE account_id = :account AND trigger_word = :trigger AND (id = :id OR subscription_id = :id)""")
                .param("account", accountId)
                .param("trigger", trigger.word())
                .param("id", webhookId)
                .update();
    }

    List<Subscription> all() {
        return db.sql("SELECT * FROM trigger_subscription ORDER BY created_at, id")
                .query(Subscriptions::read)
                .list();
    }

    Optional<Subscription> find(String id) {
        return db.sql("SELECT * FROM trigger_subscription WHERE id = :id")
                .param("id", id)
                .query(Subscriptions::read)
                .optional();
    }

    @Override
    public void erase(long accountId) {
        db.sql("DELETE FROM trigger_subscription WHERE account_id = :account")
                .param("account", accountId)
                .update();
    }

    private static Subscription read(ResultSet row, int number) throws SQLException {
        String priority = row.getString("priority");
        return new Subscription(
                row.getString("id"),
                row.getLong("account_id"),
                Trigger.ofWord(row.getString("trigger_word")).orElseThrow(),
                row.getString("subscription_id"),
                row.getString("webhook_url"),
                row.getString("portal_id"),
                priority == null ? null : Priority.ofWord(priority),
                row.getLong("after_event"));
    }

    private static String word(Priority priority) {
        return priority == null ? null : priority.word();
    }
}
