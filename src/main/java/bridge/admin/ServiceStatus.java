package bridge.admin;

import bridge.admin.FlowCounts.Flow;
import bridge.monday.CallBudget;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the service is doing.
 *
 * @param routeFiles those that were changed but could not be put to work, with the cause; what they held before goes on
 */
record ServiceStatus(
        @JsonProperty("started_at") Instant startedAt,
        Versions versions,
        List<Flow> flows,
        List<Queue> queues,
        @JsonProperty("dead_letters") long deadLetters,
        Monday monday,
        MirrorState mirror,
        long sockets,
        @JsonProperty("refused_route_files") Map<String, String> routeFiles) {

    /** @param app of this build; {@code development} when it was not built by Maven */
    record Versions(
            String app,
            String camel,
            @JsonProperty("spring_boot") String springBoot,
            String java) {}

    /** @param oldestAge seconds since the oldest of them was accepted */
    record Queue(
            String kind,
            String state,
            long count,
            @JsonProperty("oldest_age") long oldestAge) {}

    /** What is left of monday's limits; see {@link CallBudget.Status}. */
    record Monday(
            @JsonProperty("in_flight") int inFlight,
            int waiting,
            int places,
            @JsonProperty("closed_until") Instant closedUntil,
            @JsonProperty("closed_because") String closedBecause,
            @JsonProperty("complexity_left") Long complexityLeft,
            @JsonProperty("calls_left") Long callsLeft) {

        static Monday of(CallBudget.Status budget) {
            return new Monday(
                    budget.inFlight(),
                    budget.waiting(),
                    budget.places(),
                    budget.closedUntil(),
                    budget.closedBecause(),
                    budget.complexityLeft(),
                    budget.callsLeft());
        }
    }

    /**
     * @param ageSeconds since it was last known to be right; null: not loaded yet
     * @param pending    tickets that monday does not hold yet
     */
    record MirrorState(@JsonProperty("age_seconds") Long ageSeconds, long tickets, long pending) {}
}
