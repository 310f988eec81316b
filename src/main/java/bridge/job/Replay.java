package bridge.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of the dead letters that were to be tried again.
 *
 * @param replayed 0 when it was only asked what would happen
 * @param matching how many there are of the kind asked for
 */
public record Replay(
        int replayed, int matching, @JsonProperty("dry_run") boolean dryRun) {}
