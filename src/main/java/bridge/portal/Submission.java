package bridge.portal;

import bridge.job.Accepted;

/**
 * A request to make something, written down.
 *
 * @param reference of what it makes
 * @param job       that delivers it; null: the request is a repetition
 */
public record Submission(String reference, Accepted job) {

    public boolean isFresh() {
        return job != null;
    }
}
