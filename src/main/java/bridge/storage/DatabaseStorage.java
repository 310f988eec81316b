package bridge.storage;

import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps values in the database; its clock decides what has expired. */
@Component
@ConditionalOnProperty(name = "bridge.storage.backend", havingValue = "database")
class DatabaseStorage implements StorageBackend {

    private static final String ALIVE = "(expires_at IS NULL OR expires_at > CURRENT_TIMESTAMP)";
    private static final String EXPIRY = "CURRENT_TIMESTAMP + CAST(:ttl AS DOUBLE PRECISION) * INTERVAL '1' SECOND";

    private final JdbcClient db;
    private final TransactionOperations transaction;

    DatabaseStorage(JdbcClient db, TransactionOperations transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    @Override
    public Optional<StoredValue> get(long accountId, String key) {
        return db.sql("SELECT content, version FROM stored_value WHERE account_id = :account AND item_key = :key AND "
                        + ALIVE)
                .param("account", accountId)
                .param("key", key)
                .query((row, i) -> new StoredValue(StorageLimits.read(row.getString(1)), row.getString(2)))
                .optional();
    }

    @Override
    public String set(long accountId, String key, JsonNode value, String previousVersion, Duration ttl) {
        var write = new Write(accountId, key, StorageLimits.write(value), newVersion(), previousVersion, seconds(ttl));
        boolean written = update(write);
        if (previousVersion != null && !written) {
            throw new VersionMismatchException();
        }
        while (!written) {
            written = insert(write) || update(write); // another node may insert or delete at any time
        }
        return write.version();
    }

    @Override
    public void delete(long accountId, String key) {
        deleteIf("TRUE", accountId, key);
    }

    @Override
    public StoredPage search(long accountId, String prefix, String cursor, int limit) {
        List<StoredPage.Entry> found = db.sql("SELECT item_key, content FROM stored_value WHERE account_id = :account"
                        + " AND LEFT(item_key, CHAR_LENGTH(:prefix)) = :prefix AND item_key > :after AND " + ALIVE
                        + " ORDER BY item_key LIMIT :limit")
                .param("account", accountId)
                .param("prefix", prefix)
                .param("after", cursor == null ? "" : keyOf(cursor))
                .param("limit", limit + 1)
                .query((row, i) -> new StoredPage.Entry(row.getString(1), StorageLimits.read(row.getString(2))))
                .list();
        if (found.size() <= limit) {
            return new StoredPage(found, null);
        }
        List<StoredPage.Entry> page = found.subList(0, limit);
        return new StoredPage(page, cursorOf(page.get(limit - 1).key()));
    }

    @Override
    public long increment(long accountId, String key, long by) {
        Long sum = null;
        while (sum == null) {
            sum = transaction.execute(status -> tryIncrement(accountId, key, by));
        }
        return sum;
    }

    /** @return null when another node deleted the number in between */
    private Long tryIncrement(long accountId, String key, long by) {
        deleteIf("NOT " + ALIVE, accountId, key);
        insert(new Write(accountId, key, "0", newVersion(), null, null));
        Optional<String> content = db.sql(
                        "SELECT content FROM stored_value WHERE account_id = :account AND item_key = :key FOR UPDATE")
                .param("account", accountId)
                .param("key", key)
                .query(String.class)
                .optional();
        if (content.isEmpty()) {
            return null;
        }
        long sum = Counters.add(StorageLimits.read(content.get()), by);
        db.sql("UPDATE stored_value SET content = :content, version = :version"
                        + " WHERE account_id = :account AND item_key = :key")
                .param("content", Long.toString(sum))
                .param("version", newVersion())
                .param("account", accountId)
                .param("key", key)
                .update();
        return sum;
    }

    /**
     * @param previous null: any
     * @param ttl      seconds; null: for good
     */
    private record Write(long account, String key, String content, String version, String previous, Double ttl) {}

    private boolean update(Write write) {
        String condition = write.previous() == null ? "" : " AND version = :previous AND " + ALIVE;
        return db.sql("UPDATE stored_value SET content = :content, version = :version, expires_at = " + EXPIRY
                                + " WHERE account_id = :account AND item_key = :key" + condition)
                        .paramSource(write)
                        .update()
                > 0;
    }

    private boolean insert(Write write) {
        return db.sql("INSERT INTO stored_value (account_id, item_key, content, version, expires_at)"
                                + " VALUES (:account, :key, :content, :version, " + EXPIRY + ") ON CONFLICT DO NOTHING")
                        .paramSource(write)
                        .update()
                > 0;
    }

    private void deleteIf(String condition, long accountId, String key) {
        db.sql("DELETE FROM stored_value WHERE account_id = :account AND item_key = :key AND " + condition)
                .param("account", accountId)
                .param("key", key)
                .update();
    }

    private static Double seconds(Duration ttl) {
        return ttl == null ? null : ttl.toMillis() / 1000.0;
    }

    private static String newVersion() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String cursorOf(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String keyOf(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "must be that of the page before");
        }
    }
}
