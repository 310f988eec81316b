package bridge.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The record of all accepted work: what is in it is done once, or becomes a dead letter that can be seen. The broker moves ids
 * only; when it loses them, {@link JobSweep} queues them again. All times are the database's.
 */
@Component("jobLedger")
public class JobLedger {

    private static final Logger LOG = LoggerFactory.getLogger(JobLedger.class);

    private static final int MAX_ERROR = 2000;

    /** SQL, true when no earlier job of the same order is unfinished. */
    static final String ITS_TURN = """
            (order_key IS NULL OR NOT EXISTS (SELECT 1 FROM job earlier WHERE earlier.kind = job.kind
              AND earlier.order_key = job.order_key AND earlier.id < job.id AND earlier.state IN ('waiting', 'running')))""";

    private final JdbcClient db;
    private final ObjectMapper json;
    private final RetrySchedule schedule;
    private final JobLeases leases;
    private final ApplicationEventPublisher ends;
    private final TransactionOperations transaction;

    JobLedger(
            JdbcClient db,
            ObjectMapper json,
            RetrySchedule schedule,
            JobLeases leases,
            ApplicationEventPublisher ends,
            TransactionOperations transaction) {
        this.db = db;
        this.json = json;
        this.schedule = schedule;
        this.leases = leases;
        this.ends = ends;
        this.transaction = transaction;
    }

    /** Accepts work, in the caller's transaction when there is one. */
    @Transactional
    public Accepted submit(NewJob job) {
        int inserted = db.sql("""
                        INSERT INTO job (kind, dedup_key, order_key, account_id, payload, queued_at)
                        VALUES (:kind, :dedup, :order, :account, :payload, CURRENT_TIMESTAMP) ON CONFLICT DO NOTHING""")
                .param("kind", job.kind())
                .param("dedup", job.dedupKey())
                .param("order", job.orderKey())
                .param("account", job.accountId())
                .param("payload", write(job.payload()))
                .update();
        long id = db.sql("SELECT id FROM job WHERE kind = :kind AND dedup_key = :dedup")
                .param("kind", job.kind())
                .param("dedup", job.dedupKey())
                .query(Long.class)
                .single();
        return new Accepted(id, job.kind(), inserted == 1);
    }

    /**
     * Takes a job for this node.
     *
     * @return empty when it is done, taken, not due, an earlier one of its order is unfinished, or its payload cannot be read,
     *     which makes it a dead letter
     */
    @Transactional
    public Optional<Job> claim(long id) {
        int claimed = db.sql("""
                        UPDATE job SET state = 'running', attempts = attempts + 1, queued_at = NULL,
                          lease_owner = :owner, lease_until = CURRENT_TIMESTAMP + CAST(:lease AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                        WHERE id = :id AND state = 'waiting' AND next_try_at <= CURRENT_TIMESTAMP AND """ + " " + ITS_TURN)
                .param("id", id)
                .param("owner", leases.owner())
                .param("lease", seconds(schedule.lease()))
                .update();
        if (claimed == 0) {
            // Whoever waits for an earlier job is queued again by the sweep.
            db.sql("UPDATE job SET queued_at = NULL WHERE id = :id AND state = 'waiting'")
                    .param("id", id)
                    .update();
            return Optional.empty();
        }
        Job job = find(id);
        leases.begun(job);
        return Optional.of(job).filter(this::isReadable);
    }

    /**
     * Takes due jobs of a kind at once; the order key is not looked at.
     *
     * @param max    so many of them, the oldest, are looked at
     * @param wanted whether a payload is wanted, asked oldest first; a missing node stands for one that cannot be read
     */
    @Transactional
    public List<Job> claimDue(String kind, int max, Predicate<JsonNode> wanted) {
        List<Long> ids = db
                .sql("""
                        SELECT id, payload FROM job WHERE kind = :kind AND state = 'waiting' AND next_try_at <= CURRENT_TIMESTAMP
                        ORDER BY id LIMIT :max FOR UPDATE SKIP LOCKED""")
                .param("kind", kind)
                .param("max", max)
                .query((row, number) -> Map.entry(row.getLong("id"), parse(row.getString("payload"))))
                .list()
                .stream()
                .filter(job -> wanted.test(job.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        db.sql("""
                        UPDATE job SET state = 'running', attempts = attempts + 1, queued_at = NULL,
                          lease_owner = :owner, lease_until = CURRENT_TIMESTAMP + CAST(:lease AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                        WHERE id IN (:ids)""")
                .param("owner", leases.owner())
                .param("lease", seconds(schedule.lease()))
                .param("ids", ids)
                .update();
        List<Job> claimed = db.sql("SELECT * FROM job WHERE id IN (:ids) ORDER BY id")
                .param("ids", ids)
                .query(this::read)
                .list();
        claimed.forEach(leases::begun);
        return claimed.stream().filter(this::isReadable).toList();
    }

    /** True when this node's workers of the kind may take the job. */
    @Transactional(readOnly = true)
    public boolean isOfKind(long id, String kind) {
        return db.sql("SELECT EXISTS (SELECT 1 FROM job WHERE id = ? AND kind = ?)")
                .params(id, kind)
                .query(Boolean.class)
                .single();
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
     * Forgets a job that nobody works on, in the caller's transaction when there is one: whoever submitted it is told that
     * nothing came of it.
     *
     * @return false when it is being worked on, or done
     */
    @Transactional
    public boolean withdraw(long id) {
        return db.sql("DELETE FROM job WHERE id = :id AND state IN ('waiting', 'dead')")
                        .param("id", id)
                        .update()
                > 0;
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
                .param("pause", seconds(pause(job, failure)))
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

    private Job find(long id) {
        return db.sql("SELECT * FROM job WHERE id = :id")
                .param("id", id)
                .query(this::read)
                .single();
    }

    private Job read(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("dedup_key"),
                row.getString("order_key"),
                parse(row.getString("payload")),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
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
                .param("life", seconds(schedule.giveUpAfter()))
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

    private String write(Object payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The payload cannot be written as JSON", e);
        }
    }

    /** Buries the job when it is not: it must not keep back those that are claimed with it. */
    private boolean isReadable(Job job) {
        if (job.payload().isMissingNode()) {
            failed(job, new FinalFailure("The payload cannot be read"));
            return false;
        }
        return true;
    }

    private JsonNode parse(String payload) {
        try {
            return json.readTree(payload);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
