package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What the app posted to an address that monday had given to it.
 *
 * @param address the number at the end of the address
 * @param body a missing node when it was no JSON
 * @param appId as the token says; null without one
 * @param status the HTTP status it was answered with; 0 when the answer was lost
 */
public record AppPost(long number, long address, JsonNode body, Long appId, int status, Instant at) {

    public boolean accepted() {
        return status == 200;
    }

    /** The values for a trigger's fields, or those that an asynchronous action answers with. */
    public JsonNode outputFields() {
        return body.path("trigger").has("outputFields")
                ? body.path("trigger").path("outputFields")
                : body.path("outputFields");
    }
}
