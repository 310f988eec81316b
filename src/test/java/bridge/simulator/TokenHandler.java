package bridge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses that a server calls: {@code /oauth2/token} of the legacy flow, which takes a form or JSON, and {@code
 * /oauth_ms/…} of the new one, which takes JSON.
 */
final class TokenHandler implements HttpHandler {
    private final String url;
    private final AppIdentity app;
    private final OAuth oauth;

    TokenHandler(String url, AppIdentity app, OAuth oauth) {
        this.url = url;
        this.app = app;
        this.oauth = oauth;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var path = http.getRequestURI().getPath();
        if (path.equals("/oauth_ms/.well-known/oauth-authorization-server")) {
            Http.json(http, 200, discovery());
            return;
        }
        if (!http.getRequestMethod().equals("POST")) {
            http.getResponseHeaders().set("Allow", "POST");
            Http.json(http, 405, Map.of("error", "invalid_request"));
            return;
        }
        var body = http.getRequestBody().readAllBytes();
        var what = path.substring(path.lastIndexOf('/') + 1);
        int status = 200;
        String error = null;
        Object answer;
        try {
            int refusal = oauth.tokenAddress().begin();
            if (refusal != 0) {
                oauth.record(new OAuth.TokenRequest(path, what, refusal, "simulated"));
                Behaviour.refuse(http, refusal);
                return;
            }
            var form = form(http, body, path.equals("/oauth2/token"));
            what = what.equals("token") ? form.getOrDefault("grant_type", "authorization_code") : what;
            answer = answer(path, form);
        } catch (OAuthException e) {
            status = e.status;
            error = e.error;
            answer = Map.of("error", e.error, "error_description", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        oauth.record(new OAuth.TokenRequest(path, what, status, error));
        if (!oauth.tokenAddress().losesAnswer()) {
            Http.json(http, status, answer);
        }
    }

    private Object answer(String path, Map<String, String> form) {
        return switch (path) {
            case "/oauth2/token" -> {
                oauth.allowLegacy();
                yield oauth.answer(oauth.exchange(form, false));
            }
            case "/oauth_ms/oauth/token" ->
                switch (form.getOrDefault("grant_type", "")) {
                    case "authorization_code" -> oauth.answer(oauth.exchange(form, true));
                    case "refresh_token" -> oauth.answer(oauth.refresh(form));
                    default -> throw new OAuthException(400, "unsupported_grant_type", "Unknown grant_type");
                };
            case "/oauth_ms/oauth/revoke" -> {
                oauth.revoke(form);
                yield Map.of("success", true);
            }
            case "/oauth_ms/oauth/migrate" -> {
                var grant = oauth.migrate(form);
                var pair = new LinkedHashMap<>(oauth.answer(grant));
                pair.put("expires_in", oauth.accessLife().toSeconds());
                pair.put("already_migrated", grant.migrated);
                yield pair;
            }
            default -> throw new OAuthException(404, "not_found", "Not found");
        };
    }

    private static Map<String, String> form(HttpExchange http, byte[] body, boolean alsoForm) {
        if (Http.isJson(http)) {
            try {
                var form = new LinkedHashMap<String, String>();
                Json.read(body)
                        .properties()
                        .forEach(entry ->
                                form.put(entry.getKey(), entry.getValue().asText()));
                return form;
            } catch (JsonProcessingException e) {
                throw OAuthException.invalidRequest("The body is not JSON");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        if (!alsoForm) {
            throw OAuthException.invalidRequest("The body must be JSON");
        }
        return Http.pairs(new String(body, StandardCharsets.UTF_8));
    }

    /** RFC 8414. */
    private Map<String, Object> discovery() {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", url);
        document.put("authorization_endpoint", url + "/oauth2/authorize");
        document.put("token_endpoint", url + "/oauth_ms/oauth/token");
        document.put("revocation_endpoint", url + "/oauth_ms/oauth/revoke");
        document.put("scopes_supported", app.scopes());
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        return document;
    }
}
