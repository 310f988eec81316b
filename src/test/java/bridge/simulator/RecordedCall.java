package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An API call as it was answered.
 *
 * @param operation name of the operation; null without one
 * @param rootFields the fields at the top of the query, without their aliases
 * @param headers all but the token, names in lower case
 * @param userId whose token it was; null for an unknown one
 * @param fault the fault it met; null for none
 * @param status HTTP status; 0 when no answer was sent
 * @param errorCodes {@code extensions.code} of each error in the answer
 * @param replayed whether the answer came from an earlier call with the same idempotency key
 */
public record RecordedCall(
        long number,
        Instant time,
        String path,
        boolean mutation,
        String operation,
        List<String> rootFields,
        String query,
        JsonNode variables,
        Map<String, String> headers,
        String userId,
        String fault,
        int status,
        List<String> errorCodes,
        boolean replayed,
        long millis) {

    /** Whether one of its root fields has this name. */
    public boolean has(String rootField) {
        return rootFields.contains(rootField);
    }

    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
