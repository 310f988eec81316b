package bridge.monday;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the answers of monday's token address mean (developer.monday.com/apps/docs/oauth). */
@Component("tokenGrants")
public class TokenGrants {

    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final Duration WHEN_NOT_SAID = Duration.ofSeconds(5);
    private static final int MAX_TOKEN = 10_000;

    /** Of an access token that does not say (developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow). */
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    private final JsonMapper json = new JsonMapper();
    private final Clock clock = Clock.systemUTC();

    /**
     * @throws MondayUnavailableException   to be tried again
     * @throws GrantRefusedException        the code or refresh token is at fault
     * @throws MondayMisconfiguredException the app's id, secret or addresses are
     */
    TokenGrant read(MondayAnswer answer) {
        JsonNode body = parse(answer.body());
        String error = body.path("error").asText("").replaceAll("[^A-Za-z0-9_]", "");
        if (answer.status() >= 500 || PASSING.contains(answer.status())) {
            Duration pause = RetryAfter.read(answer.header("Retry-After"), clock);
            throw new MondayUnavailableException(
                    "TOKEN_HTTP_" + answer.status(), false, pause.isZero() ? WHEN_NOT_SAID : pause);
        }
        if (error.equals("invalid_grant")) {
            throw new GrantRefusedException();
        }
        if (answer.status() >= 300 || !error.isEmpty() || token(body, "access_token") == null) {
            throw new MondayMisconfiguredException(error.isEmpty() ? "TOKEN_HTTP_" + answer.status() : error);
        }
        return grant(body);
    }

    /**
     * Always throws.
     *
     * @param failure of the connection
     */
    public void lost(IOException failure) {
        throw new MondayUnavailableException(
                MondayFailures.code(failure), MondayFailures.mayHaveArrived(failure), WHEN_NOT_SAID);
    }

    private TokenGrant grant(JsonNode body) {
        String access = token(body, "access_token");
        String refresh = token(body, "refresh_token");
        String scopes = body.path("scope").asText("").replaceAll("[,\\s]+", " ").strip();
        return new TokenGrant(access, refresh, scopes, refresh == null ? null : expiry(body, access));
    }

    /** @return null when there is none */
    private static String token(JsonNode body, String member) {
        String token = body.path(member).asText("");
        return token.isBlank() || token.length() > MAX_TOKEN || !token.matches("[\\x21-\\x7e]+") ? null : token;
    }

    private Instant expiry(JsonNode body, String accessToken) {
        long seconds = body.path("expires_in").asLong(0);
        if (seconds > 0) {
            return clock.instant().plusSeconds(Math.min(seconds, 365 * 86_400));
        }
        long exp = claims(accessToken).path("exp").asLong(0);
        return exp > 0 ? Instant.ofEpochSecond(exp) : clock.instant().plus(USUAL_LIFE);
    }

    /** For a look at the expiry only: nothing is believed of it. */
    private JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3 ? json.readTree(Base64.getUrlDecoder().decode(parts[1])) : json.missingNode();
        } catch (IOException | IllegalArgumentException e) {
            return json.missingNode();
        }
    }

    private JsonNode parse(String body) {
        try {
            return body == null ? json.missingNode() : json.readTree(body);
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }
}
