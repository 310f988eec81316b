package bridge.access;

import bridge.access.TokenCheck.Refusal;
import bridge.access.TokenCheck.Result;
import bridge.problem.Problem;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who may pass. Every fault of a token gets the same words; which one it was is for the log. */
@Component
class AccessCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AccessCheck.class);

    private static final String SCHEME = "bearer ";

    private final TokenCheck tokens;

    AccessCheck(TokenCheck tokens) {
        this.tokens = tokens;
    }

    /**
     * @param authorization the header; null when there is none
     * @throws Problem 401
     */
    Caller authenticate(String authorization) {
        Result result = tokens.verify(token(authorization));
        if (result.isAccepted()) {
            return result.caller();
        }
        if (result.refusal() != Refusal.MISSING) {
            LOG.info("A token was refused: {}", result.refusal());
        }
        throw Problem.unauthenticated("Not authenticated");
    }

    /** @throws Problem 401 or 403 */
    Caller staff(String authorization) {
        Caller caller = authenticate(authorization);
        if (!caller.isStaff()) {
            throw denied(caller, "staff only");
        }
        return caller;
    }

    /** @throws Problem 401 or 403 */
    Caller ofPortal(String authorization, String portalId) {
        Caller caller = authenticate(authorization);
        if (!caller.mayReach(portalId)) {
            throw denied(caller, "another portal");
        }
        return caller;
    }

    private static Problem denied(Caller caller, String reason) {
        LOG.info("Session {} was denied access: {}", caller.sid(), reason);
        return Problem.accessDenied();
    }

    /** @return null when the header is missing or of another scheme */
    private static String token(String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
