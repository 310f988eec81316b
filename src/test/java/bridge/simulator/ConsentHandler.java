package bridge.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/**
 * {@code /oauth2/authorize}: {@code GET} shows the page on which a person allows or refuses. Its answer is {@code POST
 * {"query","userId","allow"}}, which says where the browser goes: {@code {"redirect"}}.
 */
final class ConsentHandler implements HttpHandler {
    private final World world;
    private final OAuth oauth;

    ConsentHandler(World world, OAuth oauth) {
        this.world = world;
        this.oauth = oauth;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try {
            if (http.getRequestMethod().equals("POST")) {
                answer(http);
            } else {
                ask(http);
            }
        } catch (OAuthException e) {
            Http.json(http, e.status, Map.of("error", e.error, "error_description", e.getMessage()));
        }
    }

    private void ask(HttpExchange http) throws IOException {
        var query = Http.query(http);
        var answering = oauth.answering();
        var target = answering == null ? oauth.faultOf(query) : oauth.decide(query, answering, true);
        if (target == null) {
            Http.resource(http, "consent.html", "text/html; charset=utf-8");
        } else {
            http.getResponseHeaders().set("Location", target);
            Http.send(http, 302, "text/plain", new byte[0]);
        }
    }

    private void answer(HttpExchange http) throws IOException {
        if (!Http.isJson(http)) {
            Http.json(http, 415, Map.of("error", "Content-Type must be application/json"));
            return;
        }
        var body = Json.read(http.getRequestBody().readAllBytes());
        var user = world.locked(() -> world.users.get(body.path("userId").asLong()));
        if (user == null) {
            throw OAuthException.invalidRequest("No such user");
        }
        var target = oauth.decide(
                Http.pairs(body.path("query").asText("")),
                user,
                body.path("allow").asBoolean(false));
        Http.json(http, 200, Map.of("redirect", target));
    }
}
