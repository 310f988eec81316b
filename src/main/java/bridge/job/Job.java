package bridge.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One piece of accepted work.
 *
 * @param kind     names its queue, {@code bridge.<kind>}, and its worker
 * @param orderKey jobs of a kind with the same order key run one after the other; null: no order
 * @param payload  what the worker needs, without any secret
 * @param attempts tries begun so far, this one included
 */
public record Job(
        long id, String kind, String dedupKey, String orderKey, JsonNode payload, int attempts, Instant createdAt) {

    /** @throws FinalFailure if the payload has no such text: it is not one that the worker knows */
    public String required(String name) {
        JsonNode value = payload.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new FinalFailure("The payload has no " + name);
        }
        return value.textValue();
    }
}
