package bridge.oauth;

import bridge.connection.TokenRequests;
import bridge.http.Browser;
import bridge.monday.ActingFor;
import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import bridge.monday.TokenGrant;
import bridge.monday.TokenRequest;
import bridge.problem.Problem;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Receives the browsers that monday sent back, and finds out in whose name. */
@Component("arrivals")
public class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final Journeys journeys;
    private final Departures departures;
    private final TokenRequests tokens;

    Arrivals(Journeys journeys, Departures departures, TokenRequests tokens) {
        this.journeys = journeys;
        this.departures = departures;
        this.tokens = tokens;
    }

    /** @throws Problem 401 for the state, 400 without a code, and what monday says instead of one */
    public Arrival connecting(Map<String, String> query, Browser browser) {
        return receive(Purpose.CONNECT, query, browser);
    }

    /** @throws Problem as {@link #connecting} */
    public Arrival loggingIn(Map<String, String> query, Browser browser) {
        return receive(Purpose.LOGIN, query, browser);
    }

    public TokenRequest tokenRequest(Arrival arrival) {
        Journey journey = arrival.journey();
        return tokens.forCode(arrival.code(), departures.callback(journey.purpose()), journey.verifier());
    }

    public MondayCall question(Arrival arrival, TokenGrant grant) {
        String account = Long.toString(arrival.journey().accountId());
        return MondayCall.interactive("person", Map.of()).as(new ActingFor(account, grant.accessToken()));
    }

    public Person person(MondayReply reply) {
        return Person.of(reply.data().path("me"));
    }

    private Arrival receive(Purpose purpose, Map<String, String> query, Browser browser) {
        String error = query.getOrDefault("error", "");
        String code = query.getOrDefault("code", "");
        if (error.isEmpty() && code.isEmpty()) {
            throw Problem.malformed("monday.com sent neither a code nor an error");
        }
        Journey journey = journeys.end(purpose, query.getOrDefault("state", ""), "" + browser.key())
                .orElseThrow(() -> {
                    LOG.info("A browser came back with a state that is not good");
                    return new Problem(401, "INVALID_STATE", "This attempt has expired or began in another browser")
                            .with("WWW-Authenticate", "Bearer");
                });
        if (!error.isEmpty()) {
            throw instead(error);
        }
        return new Arrival(journey, code);
    }

    /** developer.monday.com/apps/docs/oauth names the errors. */
    private static Problem instead(String error) {
        return switch (error) {
            case "access_denied" -> new Problem(403, "CONSENT_REFUSED", "Access was not allowed in monday.com");
            case "server_error", "temporary_unavailable", "temporarily_unavailable" ->
                Problem.unavailable("MONDAY_UNAVAILABLE", "monday.com cannot serve this request now", A_MOMENT);
            default -> {
                LOG.warn("monday's authorize page refused the app: see its redirect URLs, scopes and OAuth flow");
                yield new Problem(502, "MONDAY_MISCONFIGURED", "monday.com does not accept this service's access");
            }
        };
    }
}
