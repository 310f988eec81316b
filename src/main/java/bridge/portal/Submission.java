package bridge.portal;

import bridge.job.Accepted;

/**
 * A request to make something, written down.
 *
 * @param reference of what it makes
 * @param job       that delivers it; null: the request is a repetition, or the job comes later
 * @param fresh     false: the request is a repetition
 */
public record Submission(String reference, Accepted job, boolean fresh) {

    static Submission repeated(String reference) {
        return new Submission(reference, null, false);
    }

    /** True when somebody has to try now. */
    public boolean isToBeTried() {
        return job != null;
    }

    public boolean isRepeated() {
        return !fresh;
    }
}
