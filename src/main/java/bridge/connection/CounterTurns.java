package bridge.connection;

import bridge.monday.MondayUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;

/** One node at a time changes a counter that is kept at monday. */
class CounterTurns {

    /** Longer than reading and writing at monday can take. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** Several counters share a lock, so that the locks stay few. */
    private static final int LOCKS = 64;

    private final LockProvider locks;

    CounterTurns(JdbcTemplate db) {
        this.locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(db)
                .usingDbTime()
                .build());
    }

    /** @throws MondayUnavailableException when others do not end in time */
    <T> T inTurn(String counter, Supplier<T> work) {
        String name = "monday-counter-" + Math.floorMod(counter.hashCode(), LOCKS);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<SimpleLock> lock = locks.lock(new LockConfiguration(Instant.now(), name, LEASE, Duration.ZERO));
            if (lock.isPresent()) {
                try {
                    return work.get();
                } finally {
                    lock.get().unlock();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new MondayUnavailableException("COUNTER_BUSY", false, A_MOMENT);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(20, 60)); // ms
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MondayUnavailableException("STOPPING", false, A_MOMENT);
        }
    }
}
