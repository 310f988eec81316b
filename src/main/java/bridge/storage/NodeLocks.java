package bridge.storage;

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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * For work that is done by one at a time, whichever node it is on. A lock is short and renewed while it is held, so that a node that
 * dies keeps the others waiting for seconds only.
 */
@Component
public class NodeLocks {

    private static final Duration LEASE = Duration.ofSeconds(12);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(4);

    private final LockProvider locks;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "node-locks");
        thread.setDaemon(true);
        return thread;
    });

    NodeLocks(JdbcTemplate db) {
        // The database's clock decides: nodes may differ.
        this.locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(db)
                .usingDbTime()
                .build());
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

        public synchronized void giveBack() {
            boolean wasHeld = renewal.cancel(false);
            if (wasHeld) {
                lock.unlock();
            }
        }
    }

    /** @return empty while somebody holds it */
    public Optional<Held> take(String name) {
        return locks.lock(new LockConfiguration(Instant.now(), name, LEASE, Duration.ZERO))
                .map(Held::new);
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
