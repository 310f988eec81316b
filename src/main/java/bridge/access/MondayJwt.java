package bridge.access;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Verifies what monday signs with the app's signing secret: webhooks of an app's token, actions, triggers, the Authorization URL
 * (developer.monday.com/apps/docs/authorization-header).
 */
@Component
public class MondayJwt {

    private final MondaySignature signature;

    MondayJwt(@Value("${bridge.api.url}") String apiUrl, @Value("${bridge.app.signing-secret:}") String signingSecret) {
        this.signature = new MondaySignature(apiUrl, signingSecret);
    }

    /**
     * @param authorization the header, with or without {@code Bearer}; null when there is none
     * @param path          of the endpoint that was called: an audience, if the token has one, must be its public address
     * @return empty for a token that is not monday's, expired, or for somebody else; always empty without a signing secret
     */
    public Optional<MondayClaims> verify(String authorization, String path) {
        return signature.verify(authorization, path);
    }
}
