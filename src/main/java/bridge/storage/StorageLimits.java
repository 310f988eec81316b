package bridge.storage;

import bridge.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What can be kept, wherever that is. The limits are monday's, so that a value can move there
 * (developer.monday.com/apps/docs/mondaystorage).
 */
final class StorageLimits {

    static final int KEY_LENGTH = 256;
    static final int VALUE_BYTES = 6_000_000;
    static final Duration LONGEST_TTL = Duration.ofDays(30);
    static final int PAGE = 1000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StorageLimits() {}

    static void checkKey(String key) {
        if (key == null || key.isEmpty() || key.length() > KEY_LENGTH) {
            throw Problem.invalid("key", "must have 1 to " + KEY_LENGTH + " characters");
        }
        if (key.equals(".") || key.equals("..")) {
            throw Problem.invalid("key", "must not be a way through folders");
        }
        checkCharacters("key", key);
    }

    static void checkPrefix(String prefix) {
        if (prefix == null || prefix.length() > KEY_LENGTH) {
            throw Problem.invalid("prefix", "must have up to " + KEY_LENGTH + " characters");
        }
        checkCharacters("prefix", prefix);
    }

    static void checkTtl(Duration ttl) {
        if (ttl != null && (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(LONGEST_TTL) > 0)) {
            throw Problem.invalid("ttl", "must be from 1 second to 30 days");
        }
    }

    static void checkPage(int limit) {
        if (limit < 1 || limit > PAGE) {
            throw Problem.invalid("limit", "must be from 1 to " + PAGE);
        }
    }

    /** @return the value as it is written */
    static String write(JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            throw Problem.invalid("value", "must not be null: delete it instead");
        }
        try {
            byte[] bytes = JSON.writeValueAsBytes(value);
            if (bytes.length > VALUE_BYTES) {
                throw Problem.invalid("value", "must have up to " + VALUE_BYTES + " bytes as JSON");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw Problem.invalid("value", "must be JSON of valid characters");
        }
    }

    static JsonNode read(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored value is not the JSON that was written", null);
        }
    }

    private static void checkCharacters(String name, String text) {
        if (text.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Problem.invalid(name, "must not contain control characters or halves of characters");
        }
    }
}
