package bridge.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Where {@link StorageService} keeps its values; what reaches it is within the limits. */
public interface StorageBackend {

    Optional<StoredValue> get(long accountId, String key);

    /**
     * @param previousVersion null: whatever is there is overwritten
     * @param ttl             null: it never expires
     * @return the version written
     * @throws VersionMismatchException if another version, or none, is there
     */
    String set(long accountId, String key, JsonNode value, String previousVersion, Duration ttl);

    void delete(long accountId, String key);

    /** @param cursor null: the first page */
    StoredPage search(long accountId, String prefix, String cursor, int limit);

    /**
     * Adds to a number, which begins at 0, whoever else does so at the same time.
     *
     * @return the sum
     */
    long increment(long accountId, String key, long by);
}
