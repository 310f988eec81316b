package bridge.monday;

import bridge.job.RetryLater;
import java.time.Duration;

/** Our own access to monday is at fault: token, permission, scope, address. Works again once somebody mends it. */
public class MondayMisconfiguredException extends RuntimeException implements RetryLater {

    private static final Duration SOON_ENOUGH = Duration.ofMinutes(1);

    private final String code;
    private final boolean tokenRefused;

    public MondayMisconfiguredException(String code) {
        this(code, false);
    }

    MondayMisconfiguredException(String code, boolean tokenRefused) {
        super("monday does not accept our access (" + code + ")", null, false, false);
        this.code = code;
        this.tokenRefused = tokenRefused;
    }

    /** True when the token itself is at fault, not what it may do: another one can help. */
    public boolean tokenRefused() {
        return tokenRefused;
    }

    public String code() {
        return code;
    }

    @Override
    public Duration retryAfter() {
        return SOON_ENOUGH;
    }
}
