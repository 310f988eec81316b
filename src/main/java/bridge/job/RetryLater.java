package bridge.job;

import java.time.Duration;

/** Implemented by failures that know when another try makes sense. */
public interface RetryLater {

    /** @return at least this long; null: not known */
    Duration retryAfter();
}
