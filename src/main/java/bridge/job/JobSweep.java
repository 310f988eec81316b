package bridge.job;

import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds accepted work that no message stands for: due retries, lost messages, leases of workers that died. */
@Component("jobSweep")
public class JobSweep {

    /**
     * So many times as long a job waits for another message while workers are busy with its kind: its own is most likely still
     * behind theirs, and copies would only make the queue longer.
     */
    private static final int WHILE_BUSY = 10;

    private final JdbcClient db;
    private final RetrySchedule schedule;
    private final boolean embeddedDatabase;

    JobSweep(
            JdbcClient db,
            RetrySchedule schedule,
            @Value("#{'${spring.datasource.url}'.startsWith('jdbc:h2:file:')}") boolean embeddedDatabase) {
        this.db = db;
        this.schedule = schedule;
        this.embeddedDatabase = embeddedDatabase;
    }

    /**
     * Before the first worker starts: a broker that came back with an empty queue has forgotten what was on it, and a second
     * message does no harm. An embedded database serves one process, so what is running there was the work of one that died.
     */
    @PostConstruct
    void resume() {
        db.sql("UPDATE job SET queued_at = NULL WHERE state = 'waiting'").update();
        if (embeddedDatabase) {
            db.sql("""
                            UPDATE job SET state = 'waiting', lease_owner = NULL, lease_until = NULL, queued_at = NULL
                            WHERE state = 'running'""").update();
        }
    }

    /**
     * Marks due jobs as queued.
     *
     * @return at most 200 of them, oldest first, for the caller to queue
     */
    @Transactional
    public List<Accepted> due() {
        db.sql("""
                        UPDATE job SET state = 'waiting', lease_owner = NULL, lease_until = NULL, queued_at = NULL
                        WHERE state = 'running' AND lease_until < CURRENT_TIMESTAMP""").update();
        List<Accepted> due = db.sql("""
                        SELECT id, kind FROM job WHERE state = 'waiting' AND next_try_at <= CURRENT_TIMESTAMP
                          AND (queued_at IS NULL OR queued_at < CURRENT_TIMESTAMP - CAST(:requeue AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                            * CASE WHEN EXISTS (SELECT 1 FROM job busy WHERE busy.state = 'running' AND busy.kind = job.kind)
                                THEN :patience ELSE 1 END)
                          AND """ + " " + JobLedger.ITS_TURN + " ORDER BY id LIMIT 200")
                .param("requeue", JobLedger.seconds(schedule.requeueAfter()))
                .param("patience", WHILE_BUSY)
                .query((row, n) -> new Accepted(row.getLong("id"), row.getString("kind"), false))
                .list();
        if (!due.isEmpty()) {
            db.sql("UPDATE job SET queued_at = CURRENT_TIMESTAMP WHERE id IN (:ids)")
                    .param("ids", due.stream().map(Accepted::id).toList())
                    .update();
        }
        return due;
    }

    /** The message could not be sent: the next sweep tries again. */
    public void notQueued(Accepted job) {
        db.sql("UPDATE job SET queued_at = NULL WHERE id = :id AND state = 'waiting'")
                .param("id", job.id())
                .update();
    }

    /** Deletes finished work that nobody needs to see any more. @return how many */
    @Transactional
    public int forgetOld() {
        db.sql(
                        "DELETE FROM dead_letter_trail WHERE done_at < CURRENT_TIMESTAMP - CAST(:keep AS DOUBLE PRECISION) * INTERVAL '1' SECOND")
                .param("keep", JobLedger.seconds(schedule.keepDead()))
                .update();
        return delete("done", schedule.keepDone()) + delete("dead", schedule.keepDead());
    }

    private int delete(String state, Duration keep) {
        return db.sql(
                        "DELETE FROM job WHERE state = :state AND finished_at < CURRENT_TIMESTAMP - CAST(:keep AS DOUBLE PRECISION) * INTERVAL '1' SECOND")
                .param("state", state)
                .param("keep", JobLedger.seconds(keep))
                .update();
    }
}
