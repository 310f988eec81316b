package bridge.job;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** How the jobs of the {@link JobLedger} came out: done, to be tried again, or a dead letter. All times are the database's. */
@Component("jobOutcomes")
public class JobOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(JobOutcomes.class);

    private static final int MAX_ERROR = 2000;

    private final JdbcClient db;
    private final RetrySchedule schedule;
    private final JobLeases leases;
    private final ApplicationEventPublisher ends;
    private final TransactionOperations transaction;

    JobOutcomes(
            JdbcClient db,
            RetrySchedule schedule,
            JobLeases leases,
            ApplicationEventPublisher ends,
            TransactionOperations transaction) {
        this.db = db;
        this.schedule = schedule;
        this.leases = leases;
        this.ends = ends;
        this.transaction = transaction;
    }

    /**
     * Records success, in the caller's transaction when there is one; publishes {@link JobEnded} in it. What is done is done,
     * also when the lease has ended meanwhile: by a clock set forward, or a worker that was slow.
     *
     * @return the next job of the same order, which may run now, for the caller to queue
     */
    @Transactional
    public Optional<Accepted> done(Job job) {
        leases.ended(job);
        int updated = db.sql("""
                        UPDATE job SET state = 'done', finished_at = CURRENT_TIMESTAMP, lease_owner = NULL, lease_until = NULL,
                          last_error = NULL WHERE id = :id AND state IN ('running', 'waiting')""").param("id", job.id()).update();
        if (updated > 0) {
            ends.publishEvent(new JobEnded(job, null));
        }
        return nextInOrder(job);
    }

    /**
     * Records a failed try: another one later, or a dead letter when the failure is final or the job too old, which publishes
     * {@link JobEnded}. When the ledger cannot be reached either, the job may be taken up anew as soon as its lease ends.
     */
    public void failed(Job job, Throwable failure) {
        leases.ended(job);
        transaction.executeWithoutResult(status -> record(job, failure));
    }

    private void record(Job job, Throwable failure) {
        String error = describe(failure);
        // A job that was erased with its account meanwhile leaves no trace.
        db.sql("""
                        INSERT INTO job_attempt (job_id, attempt, error)
                        SELECT id, :attempt, :error FROM job WHERE id = :id ON CONFLICT DO NOTHING""")
                .param("id", job.id())
                .param("attempt", job.attempts())
                .param("error", error)
                .update();
        boolean dead = isFinal(failure) || isTooOld(job);
        int updated = db.sql("""
                        UPDATE job SET state = :state, last_error = :error, lease_owner = NULL, lease_until = NULL, queued_at = NULL,
                          finished_at = CASE WHEN :state = 'dead' THEN CURRENT_TIMESTAMP END,
                          next_try_at = CURRENT_TIMESTAMP + CAST(:pause AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                        WHERE id = :id AND state = 'running' AND attempts = :attempt""")
                .param("attempt", job.attempts())
                .param("state", dead ? "dead" : "waiting")
                .param("error", error)
                .param("pause", JobLedger.seconds(pause(job, failure)))
                .param("id", job.id())
                .update();
        if (updated > 0) {
            LOG.warn(
                    "Job {} of kind {} failed at try {} and {}: {}",
                    job.id(),
                    job.kind(),
                    job.attempts(),
                    dead ? "is a dead letter now" : "will be tried again",
                    error);
        }
        if (updated > 0 && dead) {
            ends.publishEvent(new JobEnded(job, error));
        }
    }

    /**
     * Records a message that nobody can read as a dead letter, without what it says: it may be anybody's.
     *
     * @param message the broker's id of the message, which is recorded once
     * @param why     what is wrong with it, in words of our own
     */
    @Transactional
    public void bury(String kind, String message, String why) {
        int inserted = db.sql("""
                        INSERT INTO job (kind, dedup_key, payload, state, attempts, last_error, finished_at)
                        VALUES (:kind, :message, 'null', 'dead', 1, :why, CURRENT_TIMESTAMP) ON CONFLICT DO NOTHING""")
                .param("kind", kind)
                .param("message", message)
                .param("why", why)
                .update();
        if (inserted > 0) {
            LOG.warn("A message of kind {} is a dead letter: {}", kind, why);
        }
    }

    private Optional<Accepted> nextInOrder(Job job) {
        if (job.orderKey() == null) {
            return Optional.empty();
        }
        return db.sql("""
                        SELECT id FROM job WHERE kind = :kind AND order_key = :order AND state = 'waiting'
                          AND next_try_at <= CURRENT_TIMESTAMP ORDER BY id LIMIT 1""")
                .param("kind", job.kind())
                .param("order", job.orderKey())
                .query(Long.class)
                .optional()
                .map(id -> queued(id, job.kind()));
    }

    private Accepted queued(long id, String kind) {
        db.sql("UPDATE job SET queued_at = CURRENT_TIMESTAMP WHERE id = :id AND state = 'waiting'")
                .param("id", id)
                .update();
        return new Accepted(id, kind, false);
    }

    private Duration pause(Job job, Throwable failure) {
        Duration pause = schedule.pauseAfter(job.attempts(), job.kind());
        Duration asked =
                find(failure, RetryLater.class).map(RetryLater::retryAfter).orElse(null);
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }

    private static boolean isFinal(Throwable failure) {
        return find(failure, FinalFailure.class).isPresent();
    }

    private boolean isTooOld(Job job) {
        return db.sql("""
                        SELECT COALESCE(replayed_at, created_at) < CURRENT_TIMESTAMP - CAST(:life AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                        FROM job WHERE id = :id""")
                .param("life", JobLedger.seconds(schedule.giveUpAfter()))
                .param("id", job.id())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    private static <T> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    /** The message only of our own failures: a library's may hold an address or a token. */
    private static String describe(Throwable failure) {
        String text = failure.getClass().getSimpleName();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getClass().getName().startsWith("bridge.") && t.getMessage() != null) {
                text = t.getMessage();
                break;
            }
        }
        return text.substring(0, Math.min(text.length(), MAX_ERROR));
    }
}
