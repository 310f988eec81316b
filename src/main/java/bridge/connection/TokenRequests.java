package bridge.connection;

import bridge.access.AppSettings;
import bridge.monday.TokenRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What monday's token address is asked for (developer.monday.com/apps/docs/oauth). */
@Component("tokenRequests")
public class TokenRequests {

    private static final String LEGACY = "https://auth.monday.com/oauth2/token";
    private static final String ROTATING = "https://auth.monday.com/oauth_ms/oauth/token";

    private final AppSettings app;
    private final URI tokenUrl;

    TokenRequests(AppSettings app) {
        this.app = app;
        String otherwise = app.isRotating() ? ROTATING : LEGACY;
        this.tokenUrl = URI.create(app.tokenUrl().isBlank() ? otherwise : app.tokenUrl());
    }

    /**
     * A token for the code that a browser brought.
     *
     * @param verifier whose challenge was sent with the browser; null in the legacy flow
     */
    public TokenRequest forCode(String code, String redirectUri, String verifier) {
        Map<String, String> fields = client();
        if (verifier != null) {
            fields.put("grant_type", "authorization_code");
            fields.put("code_verifier", verifier);
        }
        fields.put("code", code);
        fields.put("redirect_uri", redirectUri);
        return new TokenRequest(tokenUrl, fields);
    }

    /** New tokens for those of a connection: by its refresh token, or, for one of the legacy flow, by migration to the other. */
    public TokenRequest forConnection(Connection connection) {
        Map<String, String> fields = client();
        if (connection.isLegacy()) {
            // developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow
            fields.put("api_token", connection.accessToken());
            return new TokenRequest(tokenUrl.resolve("migrate"), fields);
        }
        fields.put("grant_type", "refresh_token");
        fields.put("refresh_token", connection.refreshToken());
        return new TokenRequest(tokenUrl, fields);
    }

    private Map<String, String> client() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client_id", app.clientId());
        fields.put("client_secret", app.clientSecret());
        return fields;
    }
}
