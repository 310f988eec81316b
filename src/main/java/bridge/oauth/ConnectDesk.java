package bridge.oauth;

import bridge.access.AppJwt;
import bridge.access.MondayCaller;
import bridge.access.MondayClaims;
import bridge.access.MondayJwt;
import bridge.connection.Connections;
import bridge.http.Browser;
import bridge.http.Redirect;
import bridge.monday.TokenGrant;
import bridge.problem.Problem;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Connects accounts: who, and where to, is what monday signed. */
@Component("connectDesk")
public class ConnectDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectDesk.class);

    private final MondayJwt signed;
    private final AppJwt session;
    private final BackToUrl backToUrl;
    private final Departures departures;
    private final Connections connections;

    ConnectDesk(MondayJwt signed, AppJwt session, BackToUrl backToUrl, Departures departures, Connections connections) {
        this.signed = signed;
        this.session = session;
        this.backToUrl = backToUrl;
        this.departures = departures;
        this.connections = connections;
    }

    /**
     * @param query with {@code token} (signing secret) or {@code sessionToken} (client secret)
     * @throws Problem 401 for the token, 400 for its {@code backToUrl}
     */
    public ConnectRequest read(Map<String, String> query, Browser browser) {
        String token = query.get("token");
        Optional<MondayClaims> claims = token == null
                ? session.verify(query.get("sessionToken"), browser.path())
                : signed.verify(token, browser.path());
        MondayCaller caller = claims.flatMap(MondayCaller::of).orElseThrow(() -> {
            LOG.info("A visit to the Authorization URL was refused: its token is not good");
            return Problem.unauthenticated("Not authenticated");
        });
        String wanted = claims.get().text("backToUrl").orElse(token == null ? null : "");
        return new ConnectRequest(caller.accountId(), caller.userId(), wanted == null ? null : backToUrl.check(wanted));
    }

    /** @return back where it came from, when it is connected; else to monday's authorize page */
    public Redirect send(ConnectRequest request, Browser browser) {
        return connections.isConnected(request.accountId(), request.userId())
                ? new Redirect(request.backToUrl(), null)
                : departures.send(browser, Purpose.CONNECT, request.accountId(), request.userId(), request.backToUrl());
    }

    /**
     * Keeps the tokens, if they are of the account and user that were asked for.
     *
     * @throws Problem 403
     */
    public Redirect finish(Arrival arrival, TokenGrant grant, Person person) {
        Journey journey = arrival.journey();
        if (person.accountId() != journey.accountId() || person.id() != journey.userId()) {
            LOG.warn(
                    "Account {} was to be connected, and monday answered for {}",
                    journey.accountId(),
                    person.accountId());
            throw new Problem(
                    403,
                    "OTHER_ACCOUNT",
                    "Access was allowed by another monday.com account or user than the one that asked");
        }
        connections.keep(person.accountId(), person.id(), grant);
        LOG.info("Account {}, user {} is connected", person.accountId(), person.id());
        return new Redirect(journey.returnTo(), null);
    }
}
