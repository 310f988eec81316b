package bridge.portal;

import bridge.job.JobLedger;
import bridge.monday.MondayMisconfiguredException;
import bridge.monday.MondayRefusedException;
import bridge.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The first try to deliver something is made while the caller waits; here is what the caller learns of it. */
@Component
class FirstTries {

    private static final Logger LOG = LoggerFactory.getLogger(FirstTries.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MS = 50;

    /** @param queued false: it was not its turn when it was last tried */
    private record State(String state, int attempts, boolean queued) {

        boolean isFirstTryAhead() {
            return state.equals("running") || state.equals("waiting") && attempts == 0 && queued;
        }
    }

    private final JobLedger ledger;
    private final IdempotentRequests requests;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    FirstTries(JobLedger ledger, IdempotentRequests requests, JdbcClient db, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.requests = requests;
        this.db = db;
        this.transaction = transaction;
    }

    /**
     * What monday will take later stays accepted. What it refuses, and what it does not take because of our own access, is undone:
     * the caller is told so and may come again.
     *
     * @param outcome the failure, or anything else
     * @param undo deletes what was accepted; false when it has been delivered after all
     * @throws Exception the failure, when all was undone
     */
    void afterTry(Submission submission, Object outcome, BooleanSupplier undo) throws Exception {
        if (!(outcome instanceof MondayRefusedException) && !(outcome instanceof MondayMisconfiguredException)) {
            return;
        }
        var failure = (Exception) outcome;
        Boolean undone = transaction.execute(status -> {
            if (!ledger.withdraw(submission.job().id()) || !undo.getAsBoolean()) {
                status.setRollbackOnly();
                return false;
            }
            requests.forget(submission.reference());
            return true;
        });
        if (Boolean.TRUE.equals(undone)) {
            LOG.warn("{} is withdrawn: {}", submission.reference(), failure.getMessage());
            throw failure;
        }
    }

    /** What a repetition of a request is told whose first was refused meanwhile. */
    static Problem refused() {
        return new Problem(502, "MONDAY_REFUSED", "monday.com refused this request").with("Retry-After", "5");
    }

    /** Waits until the first try is over, while somebody is at it. */
    void await(String kind, String reference) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && state(kind, reference).filter(State::isFirstTryAhead).isPresent()) {
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Optional<State> state(String kind, String reference) {
        return db.sql("SELECT state, attempts, queued_at FROM job WHERE kind = :kind AND dedup_key = :reference")
                .param("kind", kind)
                .param("reference", reference)
                .query((row, n) ->
                        new State(row.getString("state"), row.getInt("attempts"), row.getObject("queued_at") != null))
                .optional();
    }
}
