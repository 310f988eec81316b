package bridge.monday;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What monday's storage answered, a refusal of what was asked included.
 *
 * @param status below 500
 * @param body   a missing node when there was none
 * @param retryAfter {@link Duration#ZERO} when monday did not say
 */
public record StorageReply(int status, JsonNode body, Duration retryAfter) {

    public boolean isSuccess() {
        return status < 300 && !body.hasNonNull("error");
    }

    public boolean isNotFound() {
        return status == 404;
    }

    public boolean isVersionMismatch() {
        return body.path("error").asText("").startsWith("Version mismatch");
    }

    /** Never the value: this may reach a log. */
    @Override
    public String toString() {
        return "StorageReply[status=" + status + "]";
    }
}
