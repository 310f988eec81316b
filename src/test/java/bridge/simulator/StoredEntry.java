package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A value in the app's storage.
 *
 * @param shared whether the app's views see it too
 * @param expiresAt null: never
 */
record StoredEntry(long accountId, String key, boolean shared, JsonNode value, String version, Instant expiresAt) {

    boolean is(long account, String otherKey, boolean otherShared) {
        return accountId == account && key.equals(otherKey) && shared == otherShared;
    }
}
