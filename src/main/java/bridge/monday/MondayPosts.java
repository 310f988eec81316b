package bridge.monday;

import bridge.job.FinalFailure;
import bridge.monday.PublicAddresses.NotPublicException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What the outcome of a call to an address of monday's means. Its answers are not documented
 * (developer.monday.com/apps/docs/custom-trigger): a refusal is taken for final, since the same call will be refused again.
 */
@Component("mondayPosts")
public class MondayPosts {

    /** Timeout, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private static final Duration WHEN_NOT_SAID = Duration.ZERO;

    private final CallTargets targets;

    MondayPosts(CallTargets targets) {
        this.targets = targets;
    }

    /** @throws FinalFailure for an address that may not be called */
    URI target(MondayPost post) {
        return targets.read(post.url())
                .orElseThrow(() -> new FinalFailure("The address to call is not one of monday.com"));
    }

    /**
     * Always throws.
     *
     * @param failure of the connection
     */
    public void lost(IOException failure) {
        if (failure instanceof NotPublicException) {
            throw new FinalFailure("The address to call leads into a private network");
        }
        throw new MondayUnavailableException(
                MondayFailures.code(failure), MondayFailures.mayHaveArrived(failure), WHEN_NOT_SAID);
    }

    /**
     * Lets a success pass.
     *
     * @throws MondayUnavailableException when another try makes sense
     * @throws FinalFailure               when it does not
     */
    void check(int status, String retryAfter) {
        if (status >= 500 || PASSING.contains(status)) {
            throw new MondayUnavailableException(
                    "HTTP_" + status, status >= 500, RetryAfter.read(retryAfter, Clock.systemUTC()));
        }
        if (status < 200 || status >= 300) {
            throw new FinalFailure("monday refused the call for good (HTTP " + status + ")");
        }
    }
}
