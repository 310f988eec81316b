package bridge.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Secrets that flows keep for a monday account: tokens of other systems, for instance. Each is sealed and bound to its account and key
 * ({@link SealedValues}), and always in our database. The limits are those of {@link StorageService}.
 */
@Component("secureStorage")
public class SecureStorage {

    /** Begins what a value is bound to. */
    static final String IDENTITY = "secure value";

    private final JdbcClient db;
    private final SealedValues seals;

    SecureStorage(JdbcClient db, SealedValues seals) {
        this.db = db;
        this.seals = seals;
    }

    /** @throws SealBrokenException if what is there cannot be opened */
    public Optional<JsonNode> get(long accountId, String key) {
        StorageLimits.checkKey(key);
        return db.sql("SELECT sealed FROM secure_value WHERE account_id = :account AND item_key = :key")
                .param("account", accountId)
                .param("key", key)
                .query(String.class)
                .optional()
                .map(text -> StorageLimits.read(seals.open(identity(accountId, key), text)));
    }

    public void set(long accountId, String key, JsonNode value) {
        StorageLimits.checkKey(key);
        String sealed = seals.seal(identity(accountId, key), StorageLimits.write(value));
        boolean written = false;
        while (!written) {
            written = update(accountId, key, sealed)
                    || insert(accountId, key, sealed); // others may insert or delete at any time
        }
    }

    /** Also when there is none. */
    public void delete(long accountId, String key) {
        StorageLimits.checkKey(key);
        db.sql("DELETE FROM secure_value WHERE account_id = :account AND item_key = :key")
                .param("account", accountId)
                .param("key", key)
                .update();
    }

    private static String identity(long accountId, String key) {
        return IDENTITY + " " + accountId + " " + key;
    }

    private boolean update(long accountId, String key, String sealed) {
        return write(
                "UPDATE secure_value SET sealed = :sealed WHERE account_id = :account AND item_key = :key",
                accountId,
                key,
                sealed);
    }

    private boolean insert(long accountId, String key, String sealed) {
        return write(
                "INSERT INTO secure_value (account_id, item_key, sealed) VALUES (:account, :key, :sealed) ON CONFLICT DO NOTHING",
                accountId,
                key,
                sealed);
    }

    private boolean write(String sql, long accountId, String key, String sealed) {
        return db.sql(sql)
                        .param("account", accountId)
                        .param("key", key)
                        .param("sealed", sealed)
                        .update()
                > 0;
    }
}
