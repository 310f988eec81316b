package bridge.health;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * What is known of a system next to ours. Its being away is told and never counts against our own health. Nobody who asks waits for
 * it: it is looked at now and then, by {@link NeighbourWatch}.
 */
class NeighbourHealth implements HealthIndicator {

    /** Ranks below {@code UP} in {@code management.endpoint.health.status.order}. */
    static final Status AWAY = new Status("AWAY");

    /** One look at the neighbour. */
    interface Look {

        /** @return false when this look told nothing new */
        boolean reaches() throws Exception;
    }

    private final Look look;
    private final Duration every;
    private volatile Instant lastContact;
    private volatile String fault;
    private volatile Instant lookingSince;

    NeighbourHealth(Look look, Duration every) {
        this.look = look;
        this.every = every;
    }

    Duration every() {
        return every;
    }

    void look() {
        lookingSince = Instant.now();
        try {
            if (look.reaches()) {
                lastContact = Instant.now();
                fault = null;
            }
        } catch (Exception e) {
            // Not its message: an address may be in it.
            fault = e.getClass().getSimpleName();
        } finally {
            lookingSince = null;
        }
    }

    @Override
    public Health health() {
        Instant looking = lookingSince;
        boolean stuck = looking != null && looking.isBefore(Instant.now().minus(Duration.ofSeconds(5)));
        Health.Builder health = fault != null || stuck
                ? Health.status(AWAY).withDetail("fault", stuck ? "Timeout" : fault)
                : lastContact == null ? Health.unknown() : Health.up();
        if (lastContact != null) {
            health.withDetail("last_contact", lastContact);
        }
        return health.build();
    }
}
