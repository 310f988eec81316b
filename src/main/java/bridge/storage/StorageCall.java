package bridge.storage;

import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.convert.DurationStyle;

/** What a route asks of storage, in its variables and body, and what it is told. */
class StorageCall {

    static final String ACCOUNT = "storageAccount";
    static final String KEY = "storageKey";
    static final String VERSION = "storageVersion";
    static final String PREVIOUS_VERSION = "storagePreviousVersion";
    static final String TTL = "storageTtl";
    static final String PREFIX = "storagePrefix";
    static final String CURSOR = "storageCursor";
    static final String LIMIT = "storageLimit";
    static final String BY = "storageBy";

    private static final int PAGE = 100;

    private final ObjectMapper json;
    private final Map<String, Object> asked;
    private final Map<String, Object> told = new HashMap<>();
    private Object body;

    /** @param asked the variables that are set */
    StorageCall(ObjectMapper json, Map<String, Object> asked, Object body) {
        this.json = json;
        this.asked = Map.copyOf(asked);
        this.body = body;
    }

    long account() {
        return number(ACCOUNT, null);
    }

    String key() {
        return text(KEY);
    }

    /** @return null: whatever is there is overwritten */
    String previousVersion() {
        return text(PREVIOUS_VERSION);
    }

    /** @return null: it never expires */
    Duration ttl() {
        String text = text(TTL);
        try {
            return text == null ? null : DurationStyle.detect(text).parse(text, ChronoUnit.SECONDS);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw Problem.invalid(TTL, "must be a number of seconds, or a duration such as 12h");
        }
    }

    String prefix() {
        String prefix = text(PREFIX);
        return prefix == null ? "" : prefix;
    }

    String cursor() {
        return text(CURSOR);
    }

    int limit() {
        return (int) Math.min(number(LIMIT, (long) PAGE), Integer.MAX_VALUE);
    }

    long by() {
        return number(BY, 1L);
    }

    /** The body as JSON: a text is a JSON string, whatever it holds. */
    JsonNode value() {
        if (body instanceof byte[] || body instanceof InputStream) {
            throw Problem.invalid("value", "must be read as JSON before it is kept");
        }
        return body instanceof JsonNode node ? node : json.valueToTree(body);
    }

    void answer(Object answer) {
        body = answer;
    }

    void tell(String variable, Object value) {
        told.put(variable, value);
    }

    Object body() {
        return body;
    }

    /** Variables for the route. */
    Map<String, Object> told() {
        return told;
    }

    private String text(String name) {
        Object value = asked.get(name);
        return value == null ? null : value.toString();
    }

    /** @param otherwise null: it must be there */
    private long number(String name, Long otherwise) {
        String text = text(name);
        if (text == null && otherwise != null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.invalid(name, "must be a whole number");
        }
    }
}
