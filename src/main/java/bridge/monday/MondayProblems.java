package bridge.monday;

import bridge.problem.Problem;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What a caller of ours is told when monday fails. Never a 401: front ends log the user out on it. */
@Component("mondayProblems")
public class MondayProblems {

    private static final Duration WHEN_NOT_KNOWN = Duration.ofSeconds(5);

    public Problem of(Exception failure) {
        if (failure instanceof MondayUnavailableException away) {
            Duration pause = away.retryAfter() == null ? WHEN_NOT_KNOWN : away.retryAfter();
            return Problem.unavailable("MONDAY_UNAVAILABLE", "monday.com cannot serve this request now", pause);
        }
        if (failure instanceof MondayMisconfiguredException wrong) {
            return badGateway(
                    "MONDAY_MISCONFIGURED", "monday.com does not accept this service's access", wrong.retryAfter());
        }
        if (failure instanceof GrantRefusedException) {
            return new Problem(400, "GRANT_REFUSED", "monday.com does not accept this code: it is used or too old");
        }
        return badGateway("MONDAY_REFUSED", "monday.com refused this request", WHEN_NOT_KNOWN);
    }

    /** Where monday was called as the user for whom an automation runs: what it refuses is for that user to mend. */
    public Problem ofActing(Exception failure) {
        if (failure instanceof MondayMisconfiguredException) {
            return new Problem(
                    403,
                    "MONDAY_FORBIDDEN",
                    "monday.com does not let this automation's user do that: check what the user may see and edit");
        }
        if (!(failure instanceof MondayRefusedException refused)) {
            return of(failure);
        }
        if (refused.isGone()) {
            return new Problem(
                    404,
                    "MONDAY_GONE",
                    "The item, board or column is not there any more, or this automation's user cannot see it");
        }
        return refused.isAboutLayout()
                ? new Problem(
                        400, "MONDAY_VALUE", "monday.com does not accept this value: check the column and its labels")
                : new Problem(400, "MONDAY_REFUSED", "monday.com refused this step: check the values of its fields");
    }

    private static Problem badGateway(String code, String detail, Duration pause) {
        return new Problem(502, code, detail).with("Retry-After", Long.toString(pause.toSeconds()));
    }
}
