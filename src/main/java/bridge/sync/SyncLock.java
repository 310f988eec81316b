package bridge.sync;

import bridge.problem.Problem;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * One reconciliation at a time, whichever node does it. The lock is short and renewed while it is held, so that a node that dies
 * keeps the others waiting for seconds only.
 */
@Component("syncLock")
public class SyncLock {

    private static final String NAME = "board-sync";
    private static final Duration LEASE = Duration.ofSeconds(12);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(4);
    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final LockProvider locks;
    private final Duration patience;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "sync-lock");
        thread.setDaemon(true);
        return thread;
    });

    @Autowired
    SyncLock(JdbcTemplate db) {
        // The database's clock decides: nodes may differ.
        this(
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(db)
                        .usingDbTime()
                        .build()),
                Duration.ofSeconds(20));
    }

    /** @param patience how long {@link #take} waits for another reconciliation to end */
    SyncLock(LockProvider locks, Duration patience) {
        this.locks = locks;
        this.patience = patience;
    }

    /** A lock that is held until it is given back. */
    public final class Held {

        private final ScheduledFuture<?> renewal;
        private SimpleLock lock;

        private Held(SimpleLock lock) {
            this.lock = lock;
            this.renewal = clock.scheduleWithFixedDelay(
                    this::renew, RENEW_EVERY.toMillis(), RENEW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** A database that is away ends the renewal: then another node may begin, which does no harm. */
        private synchronized void renew() {
            if (!renewal.isCancelled()) {
                lock = lock.extend(LEASE, Duration.ZERO).orElseThrow();
            }
        }

        private synchronized void giveBack() {
            boolean wasHeld = renewal.cancel(false);
            if (wasHeld) {
                lock.unlock();
            }
        }
    }

    /**
     * Waits for its turn.
     *
     * @throws Problem 503 when another reconciliation does not end in time
     */
    public Held take() throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<SimpleLock> lock = locks.lock(new LockConfiguration(Instant.now(), NAME, LEASE, Duration.ZERO));
            if (lock.isPresent()) {
                return new Held(lock.get());
            }
            if (System.nanoTime() > deadline) {
                throw Problem.unavailable("SYNC_RUNNING", "Another reconciliation is running", patience);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY.toMillis());
        }
    }

    /** @param held null: it was never taken */
    public void giveBack(Held held) {
        if (held != null) {
            held.giveBack();
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
