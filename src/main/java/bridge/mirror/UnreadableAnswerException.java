package bridge.mirror;

import bridge.job.RetryLater;
import java.time.Duration;

/**
 * An answer of monday lacks something that belongs to every item or update, a column that the board had, for example: it is not
 * taken for the truth. The board's layout is to be read again before another try.
 */
public class UnreadableAnswerException extends RuntimeException implements RetryLater {

    /** @param part the name of a member or of one of our fields */
    public UnreadableAnswerException(String part) {
        super("monday's answer has no proper " + part);
    }

    @Override
    public Duration retryAfter() {
        return null;
    }
}
