package bridge.login;

import bridge.access.AccessToken;
import bridge.access.Caller;
import bridge.access.Session;
import bridge.access.Sessions;
import bridge.access.TokenIssuer;
import bridge.http.ClientAddress;
import bridge.problem.Problem;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns links into sessions, and sessions into tokens. */
@Component("loginDesk")
public class LoginDesk {

    private static final Logger LOG = LoggerFactory.getLogger(LoginDesk.class);

    private final MagicLinks links;
    private final Sessions sessions;
    private final TokenIssuer tokens;
    private final TransactionTemplate transaction;

    LoginDesk(MagicLinks links, Sessions sessions, TokenIssuer tokens, TransactionTemplate transaction) {
        this.links = links;
        this.sessions = sessions;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /** @throws Problem 401, the same for every reason */
    public LoginAnswer exchange(String portalId, String token, ClientAddress caller) {
        if (!LinkToken.hasForm(token)) {
            throw refused();
        }
        String usedBy = LinkToken.hash(caller.address() + "\n" + caller.userAgent());
        Optional<String> sid = transaction.execute(tx -> begin(portalId, token, usedBy));
        return sid.or(() -> links.sidOfRepeated(portalId, token, usedBy))
                .flatMap(sessions::find)
                .map(this::answer)
                .orElseThrow(LoginDesk::refused);
    }

    /** @throws Problem 401 if the session has just ended; 403 for the admin token, which has none */
    public LoginAnswer refresh(Caller caller) {
        return sessions.find(sid(caller))
                .map(this::answer)
                .orElseThrow(() -> Problem.unauthenticated("Not authenticated"));
    }

    /** @throws Problem 403 for the admin token, which has no session to end */
    public void logOut(Caller caller) {
        LOG.info("Session {} is logged out", sid(caller));
        sessions.logOut(caller);
    }

    private Optional<String> begin(String portalId, String token, String usedBy) {
        Optional<MagicLinks.Used> used = links.use(portalId, token, usedBy);
        if (used.isEmpty()) {
            return Optional.empty();
        }
        String sid = sessions.beginForClient(used.get().clientId());
        links.keepSession(token, sid);
        LOG.info("Client {} is logged in: session {}", used.get().clientId(), sid);
        return Optional.of(sid);
    }

    private LoginAnswer answer(Session session) {
        AccessToken token = tokens.issue(session);
        return new LoginAnswer(token.token(), "bearer", session.portalId(), token.expiresIn());
    }

    private static String sid(Caller caller) {
        if (caller.sid() == null) {
            throw Problem.accessDenied();
        }
        return caller.sid();
    }

    private static Problem refused() {
        LOG.info("A login link was refused");
        return new Problem(401, "INVALID_LINK", "Invalid or expired link").with("WWW-Authenticate", "Bearer");
    }
}
