package bridge.monday;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What {@code direct:monday-storage} is asked to do: monday's storage API (developer.monday.com/apps/docs/mondaystorage). Values are not
 * shared with views: the same key with another {@code shareGlobally} is another value.
 *
 * @param path  after the host, encoded
 * @param query encoded
 * @param body  null: none
 */
public record StorageRequest(ActingFor actingFor, String method, String path, String query, JsonNode body) {

    private static final String VALUES = "/app_storage_api/v2/";
    private static final String NOT_SHARED = "shareGlobally=false";

    public static StorageRequest get(ActingFor actingFor, String key) {
        return new StorageRequest(actingFor, "GET", VALUES + encode(key), NOT_SHARED, null);
    }

    /** @param body with {@code value} and, where wanted, {@code previous_version} and {@code ttl} in seconds */
    public static StorageRequest set(ActingFor actingFor, String key, JsonNode body) {
        return new StorageRequest(actingFor, "POST", VALUES + encode(key), NOT_SHARED, body);
    }

    public static StorageRequest delete(ActingFor actingFor, String key) {
        return new StorageRequest(actingFor, "DELETE", VALUES + encode(key), NOT_SHARED, null);
    }

    /**
     * @param term   a part of the key
     * @param cursor null: the first page
     */
    public static StorageRequest search(ActingFor actingFor, String term, String cursor) {
        String query = "term=" + encode(term) + (cursor == null ? "" : "&cursor=" + encode(cursor));
        return new StorageRequest(actingFor, "GET", "/api/v2/items", query, null);
    }

    boolean changesSomething() {
        return !method.equals("GET");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Neither value nor token: this may reach a log. */
    @Override
    public String toString() {
        return "StorageRequest[" + method + ", " + actingFor + "]";
    }
}
