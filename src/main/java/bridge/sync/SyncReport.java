package bridge.sync;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a full load brought.
 *
 * @param items   active items of the board
 * @param created tickets that the mirror did not have; {@code updated} and {@code removed} likewise
 */
public record SyncReport(
        int items,
        int created,
        int updated,
        int removed,
        @JsonProperty("duration_ms") long durationMs) {}
