package bridge.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Signs a message to monday with the app's signing secret, for one minute
 * (developer.monday.com/apps/docs/custom-trigger).
 */
@Component("signMondayPost")
class SignPostProcessor implements Processor {

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final AppSettings app;
    private final AppId appId;

    SignPostProcessor(AppSettings app, AppId appId) {
        this.app = app;
        this.appId = appId;
    }

    /** @throws bridge.problem.Problem 503 when the app half is not configured */
    @Override
    public void process(Exchange exchange) {
        app.require();
        Instant now = Instant.now();
        var token = JWT.create().withIssuedAt(now).withExpiresAt(now.plus(LIFE));
        appId.get().ifPresent(id -> token.withClaim("appId", id));
        exchange.getMessage()
                .setHeader("Authorization", "Bearer " + token.sign(Algorithm.HMAC256(app.signingSecret())));
    }
}
