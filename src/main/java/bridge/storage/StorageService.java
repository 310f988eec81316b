package bridge.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Values that flows keep for a monday account, with the operations and limits of monday's own storage
 * (developer.monday.com/apps/docs/mondaystorage): in our database, or at monday with {@code STORAGE_BACKEND=monday}. For secrets there
 * is {@link SecureStorage}. All methods throw {@link bridge.problem.Problem} for what is beyond the limits.
 */
@Component("storageService")
public class StorageService {

    private final StorageBackend backend;

    StorageService(StorageBackend backend) {
        this.backend = backend;
    }

    public Optional<StoredValue> get(long accountId, String key) {
        StorageLimits.checkKey(key);
        return backend.get(accountId, key);
    }

    /** Writes whatever is there, for good. */
    public String set(long accountId, String key, JsonNode value) {
        return set(accountId, key, value, null, null);
    }

    /**
     * @param previousVersion as it was read; null: whatever is there is overwritten
     * @param ttl             after which it is as if it were not there, up to 30 days; null: it never expires
     * @return the version written
     * @throws VersionMismatchException if another version, or none, is there
     */
    public String set(long accountId, String key, JsonNode value, String previousVersion, Duration ttl) {
        StorageLimits.checkKey(key);
        StorageLimits.checkTtl(ttl);
        StorageLimits.write(value);
        return backend.set(accountId, key, value, previousVersion, ttl);
    }

    /** Also when there is none. */
    public void delete(long accountId, String key) {
        StorageLimits.checkKey(key);
        backend.delete(accountId, key);
    }

    /**
     * Finds values by the beginning of their keys, in a fixed order.
     *
     * @param prefix empty: all
     * @param cursor of the page before; null: the first page
     * @param limit  1 to 1000; monday's own pages may be shorter or longer
     */
    public StoredPage search(long accountId, String prefix, String cursor, int limit) {
        StorageLimits.checkPrefix(prefix);
        StorageLimits.checkPage(limit);
        return backend.search(accountId, prefix, cursor, limit);
    }

    /**
     * Adds to a number, which begins at 0, whoever else does so at the same time.
     *
     * @param by may be negative
     * @return the sum
     */
    public long increment(long accountId, String key, long by) {
        StorageLimits.checkKey(key);
        return backend.increment(accountId, key, by);
    }
}
