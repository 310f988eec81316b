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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The first try to deliver something is made while the caller waits; here is what the caller learns of it. */
@Component
class FirstTries {

    private static final Logger LOG = LoggerFactory.getLogger(FirstTries.class);

    /** How long a repetition waits: longer than the first request itself, which then has its answer. */
    private static final Duration FOR_THE_FIRST = Duration.ofSeconds(10);

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
    private final Duration patience;

    FirstTries(
            JobLedger ledger,
            IdempotentRequests requests,
            JdbcClient db,
            TransactionTemplate transaction,
            @Value("${bridge.portal.patience}") Duration patience) {
        this.ledger = ledger;
        this.requests = requests;
        this.db = db;
        this.transaction = transaction;
        this.patience = patience;
    }

    /** Waits while earlier jobs of the same order are on their way, and none of them has failed yet. */
    void awaitTurn(Submission submission) {
        long id = submission.job().id();
        await(patience, () -> isBehind(id));
    }

    /**
     * What monday will take later stays accepted. What it refuses, and what it does not take because of our own access, is undone:
     * the caller is told so and may come again.
     *
     * @param outcome the failure; an empty {@link Optional} when the job could not be taken; or anything else
     * @param undo    deletes what was accepted; false when it has been delivered after all
     * @throws Exception the failure, when all was undone
     */
    void afterTry(Submission submission, Object outcome, BooleanSupplier undo) throws Exception {
        if (outcome instanceof MondayRefusedException || outcome instanceof MondayMisconfiguredException) {
            var failure = (Exception) outcome;
            if (undo(submission, undo)) {
                LOG.warn("{} is withdrawn: {}", submission.reference(), failure.getMessage());
                throw failure;
            }
        } else if (outcome instanceof Optional) {
            // A worker was faster, or an earlier one was accepted meanwhile.
            long id = submission.job().id();
            await(patience, () -> isAhead(submission.job().kind(), submission.reference()) || isBehind(id));
        }
    }

    private boolean undo(Submission submission, BooleanSupplier undo) {
        Boolean undone = transaction.execute(status -> {
            if (!ledger.withdraw(submission.job().id()) || !undo.getAsBoolean()) {
                status.setRollbackOnly();
                return false;
            }
            requests.forget(submission.reference());
            return true;
        });
        return Boolean.TRUE.equals(undone);
    }

    /** What a repetition of a request is told whose first was refused meanwhile. */
    static Problem refused() {
        return new Problem(502, "MONDAY_REFUSED", "monday.com refused this request").with("Retry-After", "5");
    }

    /** Waits until the first try is over, while somebody is at it. */
    void await(String kind, String reference) {
        await(FOR_THE_FIRST, () -> isAhead(kind, reference));
    }

    private static void await(Duration longest, BooleanSupplier isWorthIt) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < longest.toNanos() && isWorthIt.getAsBoolean()) {
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isAhead(String kind, String reference) {
        return db.sql("SELECT state, attempts, queued_at FROM job WHERE kind = :kind AND dedup_key = :reference")
                .param("kind", kind)
                .param("reference", reference)
                .query((row, n) ->
                        new State(row.getString("state"), row.getInt("attempts"), row.getObject("queued_at") != null))
                .optional()
                .filter(State::isFirstTryAhead)
                .isPresent();
    }

    /** True while there are jobs of the same order that come before, and none of them has failed. */
    private boolean isBehind(long jobId) {
        return db.sql("""
                        SELECT COUNT(*) AS unfinished,
                          COALESCE(SUM(CASE WHEN earlier.state = 'waiting' AND earlier.attempts > 0 THEN 1 ELSE 0 END), 0) AS failed
                        FROM job JOIN job earlier ON earlier.kind = job.kind AND earlier.order_key = job.order_key
                          AND earlier.id < job.id AND earlier.state IN ('waiting', 'running')
                        WHERE job.id = :id""")
                .param("id", jobId)
                .query((row, n) -> row.getLong("unfinished") > 0 && row.getLong("failed") == 0)
                .single();
    }
}
