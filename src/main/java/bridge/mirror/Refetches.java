package bridge.mirror;

import bridge.job.Accepted;
import bridge.job.JobLedger;
import bridge.job.JobSweep;
import bridge.job.NewJob;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks for items to be read again soon. */
@Component
class Refetches {

    static final String KIND = "webhook-refetch";

    private final JobLedger ledger;
    private final JobSweep sweep;

    Refetches(JobLedger ledger, JobSweep sweep) {
        this.ledger = ledger;
        this.sweep = sweep;
    }

    /** In the caller's transaction. The sweep, a second at most, puts the job on its queue. */
    void request(long itemId) {
        Accepted job = ledger.submit(new NewJob(
                KIND, "doubt-" + UUID.randomUUID(), Map.of("item_id", Long.toString(itemId), "updates", false)));
        sweep.notQueued(job);
    }
}
