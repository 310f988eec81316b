package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The control endpoints of the app's half, which the package's description lists. */
final class AppControl {
    private final SimulatedApp app;
    private final World world;
    private final AutomationControl automations;

    AppControl(SimulatedApp app, World world) {
        this.app = app;
        this.world = world;
        this.automations = new AutomationControl(app, world);
    }

    /** @throws IllegalArgumentException if there is no such control */
    Object answer(String method, String[] path, JsonNode body, Map<String, String> query) {
        boolean post = method.equals("POST");
        return switch (path[2]) {
            case "app" -> post ? service(body) : identity();
            case "accounts" -> accounts();
            case "token" -> Map.of("token", token(query));
            case "oauth" -> post ? changeOAuth(body) : oauth();
            case "triggers" -> endpoint(app.triggers(), post, body);
            case "callbacks" -> endpoint(app.callbacks(), post, body);
            case "storage" -> storage(post, body, query);
            default -> automations.answer(method, path, body, query);
        };
    }

    private Object service(JsonNode body) {
        app.serveAt(body.path("serviceUrl").asText(app.serviceUrl()));
        if (body.has("retryMillis")) {
            app.retryEvery(Duration.ofMillis(body.path("retryMillis").asLong()));
        }
        if (body.has("repeatAnyFailure")) {
            app.repeatAnyFailure(body.path("repeatAnyFailure").asBoolean());
        }
        if (body.has("bearer")) {
            app.bearer(body.path("bearer").asBoolean());
        }
        return identity();
    }

    private Object identity() {
        var identity = new LinkedHashMap<String, Object>();
        identity.put("serviceUrl", app.serviceUrl());
        identity.put("appId", app.appId());
        identity.put("clientId", app.clientId());
        identity.put("clientSecret", app.clientSecret());
        identity.put("signingSecret", app.signingSecret());
        identity.put("topicSecret", app.topicSecret());
        identity.put("authorizeUrl", app.authorizeUrl());
        identity.put("tokenUrl", app.tokenUrl());
        identity.put("newTokenUrl", app.newTokenUrl());
        identity.put("storageUrl", app.storageUrl());
        return identity;
    }

    private Object accounts() {
        return world.locked(() -> {
            var accounts = new ArrayList<Map<String, Object>>();
            for (var account : world.accounts.values()) {
                accounts.add(Map.of(
                        "id", String.valueOf(account.id()),
                        "name", account.name(),
                        "slug", account.slug(),
                        "users",
                                world.users.values().stream()
                                        .filter(u -> u.accountId() == account.id())
                                        .toList()));
            }
            return accounts;
        });
    }

    /** What monday would sign: for the first of the team and the service's address unless said otherwise. */
    private String token(Map<String, String> query) {
        var user = user(query.get("user"));
        var tokens = query.containsKey("seconds")
                ? app.tokens().livingFor(Duration.ofSeconds(Long.parseLong(query.get("seconds"))))
                : app.tokens();
        var audience = query.getOrDefault("audience", app.serviceUrl() + query.getOrDefault("path", ""));
        return switch (query.getOrDefault("kind", "action")) {
            case "action" -> tokens.action(user, audience);
            case "authorization" -> tokens.authorization(user, query.getOrDefault("backTo", app.storageUrl()));
            case "session" -> tokens.session(user);
            case "lifecycle" -> tokens.lifecycle(user);
            case "short-lived" -> tokens.shortLived(user);
            default -> throw new IllegalArgumentException("no such kind of token");
        };
    }

    private User user(String id) {
        return world.locked(() -> World.number(id).map(world.users::get).orElse(Accounts.TEAM.get(0)));
    }

    private Object changeOAuth(JsonNode body) {
        var oauth = app.oauth();
        if (body.has("answerAs")) {
            oauth.answerAs(
                    body.path("answerAs").isNull()
                            ? null
                            : user(body.path("answerAs").asText()));
        }
        if (body.has("newFlowOnly")) {
            oauth.newFlowOnly(body.path("newFlowOnly").asBoolean());
        }
        if (body.has("accessSeconds")) {
            oauth.accessTokensLive(Duration.ofSeconds(body.path("accessSeconds").asLong()));
        }
        if (body.has("redirectUris")) {
            var uris = new ArrayList<String>();
            body.path("redirectUris").forEach(uri -> uris.add(uri.asText()));
            oauth.redirectTo(uris.toArray(String[]::new));
        }
        if (body.has("revoke")) {
            oauth.revoke(user(body.path("revoke").asText()));
        }
        behave(oauth.tokenAddress(), body);
        return oauth();
    }

    private Object oauth() {
        return Map.of(
                "grants",
                app.oauth().grants().stream()
                        .map(grant -> Map.of(
                                "userId", String.valueOf(grant.user().id()),
                                "user", grant.user().name(),
                                "accountId", String.valueOf(grant.user().accountId()),
                                "scopes", grant.scopes(),
                                "rotating", grant.rotating(),
                                "refreshes", grant.refreshes(),
                                "revoked", grant.revoked()))
                        .toList(),
                "requests",
                app.oauth().requests());
    }

    private Object endpoint(AppEndpoint endpoint, boolean post, JsonNode body) {
        if (!post) {
            return endpoint.posts().stream()
                    .map(p -> Map.of("url", endpoint.url(p.address()), "post", p))
                    .toList();
        }
        behave(endpoint.behaviour(), body);
        return body.path("newUrl").asBoolean(false) ? Map.of("url", endpoint.newUrl()) : Map.of();
    }

    private Object storage(boolean post, JsonNode body, Map<String, String> query) {
        if (post) {
            behave(app.storage().behaviour(), body);
            if (body.has("enforceLimit")) {
                app.storage().enforceLimit(body.path("enforceLimit").asBoolean());
            }
            return Map.of();
        }
        var accounts = query.containsKey("account")
                ? List.of(Long.valueOf(query.get("account")))
                : world.locked(() -> List.copyOf(world.accounts.keySet()));
        var values = new LinkedHashMap<String, Object>();
        accounts.forEach(id -> values.put(String.valueOf(id), app.storage().values(id)));
        return values;
    }

    /** {@code {"calm"}}, {@code {"fail":status,"times"}}, {@code {"lose":times}}, {@code {"slowMillis"}}. */
    private static void behave(Behaviour behaviour, JsonNode body) {
        if (body.path("calm").asBoolean(false)) {
            behaviour.calm();
        }
        if (body.has("fail")) {
            behaviour.fail(body.path("fail").asInt(), body.path("times").asInt(1));
        }
        if (body.has("lose")) {
            behaviour.loseAnswers(body.path("lose").asInt());
        }
        if (body.has("slowMillis")) {
            behaviour.slow(Duration.ofMillis(body.path("slowMillis").asLong()));
        }
    }
}
