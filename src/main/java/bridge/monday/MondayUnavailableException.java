package bridge.monday;

import bridge.job.RetryLater;
import java.time.Duration;

/** monday cannot serve this call now: it is away, slow, failing, or our share of its limits is spent. Another try makes sense. */
public class MondayUnavailableException extends RuntimeException implements RetryLater {

    private final String code;
    private final boolean outcomeUnknown;
    private final Duration retryAfter;

    /**
     * @param code           monday's, or ours in the same style: {@code TIMEOUT}, {@code CONNECTION_LOST}, {@code CIRCUIT_OPEN}, …
     * @param outcomeUnknown true when a mutation may have been executed although its answer did not arrive
     * @param retryAfter     null: not known
     */
    public MondayUnavailableException(String code, boolean outcomeUnknown, Duration retryAfter) {
        super("monday cannot serve now (" + code + ")", null, false, false);
        this.code = code;
        this.outcomeUnknown = outcomeUnknown;
        this.retryAfter = retryAfter;
    }

    public String code() {
        return code;
    }

    /** True when a mutation may have been executed although its answer did not arrive; never of a query. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
