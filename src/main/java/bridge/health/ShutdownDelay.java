package bridge.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A node that is told to stop says at once that it is not ready, and serves on for a moment: a load balancer that asks now and then
 * sends its requests here until it knows.
 */
@Component
class ShutdownDelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownDelay.class);

    private final Duration delay;
    private volatile boolean wasReady;

    ShutdownDelay(@Value("${bridge.shutdown-delay}") Duration delay) {
        this.delay = delay;
    }

    @EventListener
    void availability(AvailabilityChangeEvent<ReadinessState> change) {
        wasReady |= change.getState() == ReadinessState.ACCEPTING_TRAFFIC;
    }

    @Override
    public void start() {}

    /** Comes after {@link ApplicationAvailability} has been told, and before the port closes. */
    @Override
    public void stop() {
        wasReady = false;
        if (delay.isZero()) {
            return;
        }
        LOG.info("Stopping: not ready any more, serving on for {} s", delay.toSeconds());
        try {
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody sends anything to a node that has never been ready. */
    @Override
    public boolean isRunning() {
        return wasReady;
    }

    /** The first to be stopped. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
