package bridge.monday;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * monday's answer to a {@link MondayCall}: complete, without errors.
 *
 * @param data      an object with one field per operation of the document
 * @param requestId monday's name for the call, for its support; null when it gave none
 */
public record MondayReply(JsonNode data, String requestId) {}
