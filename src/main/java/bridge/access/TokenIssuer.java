package bridge.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes tokens for sessions. */
@Component
public class TokenIssuer {

    /** So that the longest token stays below {@link TokenText#MAX_LENGTH}; for display only. */
    private static final int MAX_NAME = 100;

    private final PortalJwt jwt;
    private final JwtSettings settings;

    TokenIssuer(PortalJwt jwt, JwtSettings settings) {
        this.jwt = jwt;
        this.settings = settings;
    }

    /** @return a new token, which never outlives the session */
    public AccessToken issue(Session session) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant end = session.expires().truncatedTo(ChronoUnit.SECONDS);
        Instant wanted = now.plus(settings.expiration());
        Instant expires = wanted.isBefore(end) ? wanted : end;
        var claims = new TokenClaims(
                session.role(),
                session.subject(),
                session.email(),
                session.portalId(),
                shortened(session.name()),
                session.accountId(),
                session.sid(),
                UUID.randomUUID().toString(),
                now,
                expires);
        return new AccessToken(jwt.sign(claims), Duration.between(now, expires).toSeconds());
    }

    private static String shortened(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
        return name.substring(0, end);
    }
}
