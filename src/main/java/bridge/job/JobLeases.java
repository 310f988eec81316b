package bridge.job;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The leases of the jobs that this node works on. They are short, so that the work of a node that dies is soon taken up by another, and
 * renewed as long as a worker may take.
 */
@Component("jobLeases")
public class JobLeases {

    private final JdbcClient db;
    private final RetrySchedule schedule;
    private final String owner = UUID.randomUUID().toString();

    private final Map<Long, Work> working = new ConcurrentHashMap<>();

    /** @param begun in nanoseconds */
    private record Work(int attempt, long begun) {}

    JobLeases(JdbcClient db, RetrySchedule schedule) {
        this.db = db;
        this.schedule = schedule;
    }

    /** Names this node. */
    String owner() {
        return owner;
    }

    void begun(Job job) {
        working.put(job.id(), new Work(job.attempts(), System.nanoTime()));
    }

    /** Needs no database: a job whose outcome cannot be written is not kept from the others either. */
    void ended(Job job) {
        working.computeIfPresent(job.id(), (id, work) -> work.attempt() == job.attempts() ? null : work);
    }

    /** A worker that takes too long is taken for dead: its jobs are not renewed any more. */
    public void renew() {
        long oldest = System.nanoTime() - schedule.longestWork().toNanos();
        working.values().removeIf(work -> work.begun() - oldest < 0);
        List<Long> jobs = List.copyOf(working.keySet());
        if (!jobs.isEmpty()) {
            db.sql("""
                            UPDATE job SET lease_until = CURRENT_TIMESTAMP + CAST(:lease AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                            WHERE id IN (:jobs) AND state = 'running' AND lease_owner = :owner""")
                    .param("lease", JobLedger.seconds(schedule.lease()))
                    .param("jobs", jobs)
                    .param("owner", owner)
                    .update();
        }
    }
}
