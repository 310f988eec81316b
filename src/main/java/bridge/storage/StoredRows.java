package bridge.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stored values at the end of their life, whatever the backend is now. */
@Component("storedRows")
public class StoredRows implements AccountData {

    private static final Logger LOG = LoggerFactory.getLogger(StoredRows.class);

    private final JdbcClient db;

    StoredRows(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void erase(long accountId) {
        db.sql("DELETE FROM stored_value WHERE account_id = :account")
                .param("account", accountId)
                .update();
        db.sql("DELETE FROM secure_value WHERE account_id = :account")
                .param("account", accountId)
                .update();
    }

    /** Deletes what has expired. */
    public void sweep() {
        int swept = db.sql("DELETE FROM stored_value WHERE expires_at <= CURRENT_TIMESTAMP")
                .update();
        if (swept > 0) {
            LOG.info("Deleted {} expired values", swept);
        }
    }
}
