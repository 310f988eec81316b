package bridge.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * Work that was given up, without what it was about: the payload may hold personal data.
 *
 * @param attempts tries, those before a replay included
 * @param history  oldest first; a try that ended with its process left no line
 */
public record DeadLetter(
        String id,
        String kind,
        int attempts,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("finished_at") Instant finishedAt,
        @JsonProperty("last_error") String lastError,
        List<Attempt> history) {

    /** A failed try. */
    public record Attempt(
            int attempt, @JsonProperty("ended_at") Instant endedAt, String error) {}
}
