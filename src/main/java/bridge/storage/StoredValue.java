package bridge.storage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value as it was found.
 *
 * @param value   never JSON's null
 * @param version another one after each write
 */
public record StoredValue(JsonNode value, String version) {}
