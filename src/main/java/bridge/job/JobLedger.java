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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of all accepted work: what is in it is done once, or becomes a dead letter that can be seen. The broker moves ids
 * only; when it loses them, {@link JobSweep} queues them again. All times are the database's.
 */
@Component("jobLedger")
public class JobLedger {

    /** SQL, true when no earlier job of the same order is unfinished. */
    static final String ITS_TURN = """
            (order_key IS NULL OR NOT EXISTS (SELECT 1 FROM job earlier WHERE earlier.kind = job.kind
              AND earlier.order_key = job.order_key AND earlier.id < job.id AND earlier.state IN ('waiting', 'running')))""";

    private final JdbcClient db;
    private final ObjectMapper json;
    private final RetrySchedule schedule;
    private final JobLeases leases;
    private final JobOutcomes outcomes;

    JobLedger(JdbcClient db, ObjectMapper json, RetrySchedule schedule, JobLeases leases, JobOutcomes outcomes) {
        this.db = db;
        this.json = json;
        this.schedule = schedule;
        this.leases = leases;
        this.outcomes = outcomes;
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
            outcomes.failed(job, new FinalFailure("The payload cannot be read"));
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
