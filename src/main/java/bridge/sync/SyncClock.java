package bridge.sync;

import bridge.mirror.Mirror;
import bridge.mirror.MirrorAge;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Says when this node reconciles: fully after its start, unless another node has just done so, and then now and then. What failed
 * is tried again after growing pauses.
 */
@Component("syncClock")
public class SyncClock {

    private static final Logger LOG = LoggerFactory.getLogger(SyncClock.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final Mirror mirror;
    private final MirrorAge age;
    private final Duration every;

    private Instant started;
    private boolean loaded;
    private int failures;
    private long notBefore = System.nanoTime();

    SyncClock(Mirror mirror, MirrorAge age, @Value("${bridge.sync.every}") Duration every) {
        this.mirror = mirror;
        this.age = age;
        this.every = every;
    }

    /** @return null: nothing */
    public synchronized SyncKind due() {
        if (System.nanoTime() - notBefore < 0) {
            return null;
        }
        if (started == null) {
            started = mirror.now();
        }
        return isLoaded() ? SyncKind.CHECK : SyncKind.SINCE_LAST_TIME;
    }

    /**
     * Asked when all others have ended.
     *
     * @return null: another one has done meanwhile what this one was to do
     */
    public synchronized SyncKind confirm(SyncKind kind) {
        return kind == SyncKind.SINCE_LAST_TIME && isLoaded() ? null : kind;
    }

    private boolean isLoaded() {
        if (!loaded && started != null) {
            Instant rightAt = age.rightAt();
            loaded = rightAt != null && rightAt.isAfter(started);
        }
        return loaded;
    }

    public synchronized void succeeded() {
        loaded = true;
        failures = 0;
        waitFor(every);
    }

    /** Said once a round: the pauses grow. */
    public synchronized void failed(Exception failure) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 20));
        Duration bounded = pause.compareTo(every) < 0 ? pause : every;
        failures++;
        waitFor(bounded);
        LOG.warn(
                "The mirror could not be reconciled, next try in {} s: {}",
                bounded.toSeconds(),
                failure.getClass().getName().startsWith("bridge.")
                        ? failure.getMessage()
                        : failure.getClass().getSimpleName());
    }

    private void waitFor(Duration pause) {
        notBefore = System.nanoTime() + pause.toNanos();
    }
}
