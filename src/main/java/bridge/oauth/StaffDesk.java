package bridge.oauth;

import bridge.access.AccessToken;
import bridge.access.Sessions;
import bridge.access.TokenIssuer;
import bridge.http.Browser;
import bridge.http.Redirect;
import bridge.problem.Problem;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Logs members of the owning monday account in as staff. What monday grants for it is used once and not kept. */
@Component("staffDesk")
public class StaffDesk {

    private static final Logger LOG = LoggerFactory.getLogger(StaffDesk.class);

    private final ReturnTo returnTo;
    private final Departures departures;
    private final Sessions sessions;
    private final TokenIssuer tokens;

    StaffDesk(ReturnTo returnTo, Departures departures, Sessions sessions, TokenIssuer tokens) {
        this.returnTo = returnTo;
        this.departures = departures;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** @throws Problem 400 for a {@code return_to} outside the front end */
    public String readReturnTo(Map<String, String> query) {
        return returnTo.check(query.get("return_to"));
    }

    public Redirect send(Browser browser, Long owningAccount, String checkedReturnTo) {
        return departures.send(browser, Purpose.LOGIN, owningAccount, null, checkedReturnTo);
    }

    /**
     * Begins a session.
     *
     * @return a {@link StaffAnswer}, or a {@link Redirect} with the token in its fragment, which browsers send nowhere
     * @throws Problem 403 for anybody but a member of the owning account
     */
    public Object admit(Arrival arrival, Person person) {
        Journey journey = arrival.journey();
        if (person.accountId() != journey.accountId() || !person.isMember()) {
            LOG.warn("monday user {} of account {} was not let in as staff", person.id(), person.accountId());
            throw Problem.accessDenied();
        }
        String user = Long.toString(person.id());
        String account = Long.toString(person.accountId());
        String sid = sessions.beginForStaff(user, person.name(), person.email(), account);
        AccessToken token = tokens.issue(sessions.find(sid).orElseThrow());
        LOG.info("monday user {} is logged in as staff: session {}", user, sid);
        return journey.returnTo() == null
                ? new StaffAnswer(
                        token.token(),
                        "bearer",
                        token.expiresIn(),
                        new StaffAnswer.User(user, person.name(), person.email(), account))
                : new Redirect(
                        journey.returnTo() + "#access_token=" + token.token() + "&token_type=bearer&expires_in="
                                + token.expiresIn(),
                        null);
    }
}
