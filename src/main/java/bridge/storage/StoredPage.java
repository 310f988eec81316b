package bridge.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Some of the values that a search found.
 *
 * @param cursor for the next page; null: this is the last
 */
public record StoredPage(List<Entry> entries, String cursor) {

    public record Entry(String key, JsonNode value) {}
}
