package bridge.portal;

import bridge.job.Accepted;
import bridge.problem.ProblemWriter;
import org.slf4j.MDC;

/**
 * A request to make something, written down.
 *
 * @param reference of what it makes
 * @param job       that delivers it; null: the request is a repetition, or the job comes later
 * @param isFresh   false: the request is a repetition
 * @param requestId for the log; null: not known
 */
public record Submission(String reference, Accepted job, boolean isFresh, String requestId) {

    static Submission fresh(String reference, Accepted job) {
        return new Submission(reference, job, true, MDC.get(ProblemWriter.REQUEST_ID));
    }

    static Submission repeated(String reference) {
        return new Submission(reference, null, false, MDC.get(ProblemWriter.REQUEST_ID));
    }

    /** True when somebody has to try now. */
    public boolean isToBeTried() {
        return job != null;
    }

    public boolean isRepeated() {
        return !isFresh;
    }
}
