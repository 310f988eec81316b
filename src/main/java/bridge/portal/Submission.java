package bridge.portal;

import bridge.job.Accepted;
import bridge.problem.ProblemWriter;
import org.slf4j.MDC;

/**
 * A request to make something, written down.
 *
 * @param reference  of what it makes
 * @param job        that delivers it; null: the request is a repetition, or the job comes later
 * @param repetition true: the request was made before
 * @param requestId  for the log; null: not known
 */
public record Submission(String reference, Accepted job, boolean repetition, String requestId) {

    static Submission first(String reference, Accepted job) {
        return new Submission(reference, job, false, MDC.get(ProblemWriter.REQUEST_ID));
    }

    static Submission again(String reference) {
        return new Submission(reference, null, true, MDC.get(ProblemWriter.REQUEST_ID));
    }

    /** True when somebody has to try now. */
    public boolean isToBeTried() {
        return job != null;
    }
}
