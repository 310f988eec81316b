package bridge.access;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Verifies what monday signs with the app's client secret: life-cycle events, and the session token of an embedded view
 * (developer.monday.com/apps/docs/webhooks-1).
 */
@Component
public class AppJwt {

    private final MondaySignature signature;

    AppJwt(@Value("${bridge.api.url}") String apiUrl, @Value("${bridge.app.client-secret:}") String clientSecret) {
        this.signature = new MondaySignature(apiUrl, clientSecret);
    }

    /**
     * @param token with or without {@code Bearer}; null when there is none
     * @param path  of the endpoint that was called: an audience, if the token has one, must be its public address
     * @return empty for a token that is not monday's, expired, or for somebody else; always empty without a client secret
     */
    public Optional<MondayClaims> verify(String token, String path) {
        return signature.verify(token, path);
    }
}
