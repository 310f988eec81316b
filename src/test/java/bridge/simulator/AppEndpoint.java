package bridge.simulator;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Addresses that monday gives to the app and the app posts to, with a JWT by the signing secret: a custom trigger's {@code webhookUrl},
 * an asynchronous action's {@code callbackUrl}. What monday answers is not documented; here 200, 400 for a body of another form, 401
 * for a bad token, 404 for an address that was never given.
 *
 * @see <a href="https://developer.monday.com/apps/docs/custom-trigger">custom triggers</a>
 */
public final class AppEndpoint implements HttpHandler {
    private static final String BEARER = "Bearer ";

    private final World world;
    private final AppIdentity app;
    private final String prefix;
    private final Predicate<JsonNode> wellFormed;
    private final Behaviour behaviour = new Behaviour();
    private final List<AppPost> posts = new ArrayList<>();
    private final Set<Long> given = new HashSet<>();
    private volatile Consumer<AppPost> listener = post -> {};

    /** @param prefix what the addresses begin with, up to their number */
    AppEndpoint(World world, AppIdentity app, String prefix, Predicate<JsonNode> wellFormed) {
        this.world = world;
        this.app = app;
        this.prefix = prefix;
        this.wellFormed = wellFormed;
    }

    /** A new address. */
    public String newUrl() {
        return url(newAddress());
    }

    long newAddress() {
        return world.locked(() -> {
            long address = world.newId() % 1_000_000_000;
            given.add(address);
            return address;
        });
    }

    String url(long address) {
        return prefix + address;
    }

    void onAccepted(Consumer<AppPost> then) {
        listener = then;
    }

    /** All that was posted, refused or not; oldest first. */
    public List<AppPost> posts() {
        return world.locked(() -> List.copyOf(posts));
    }

    /** What was posted to one address. */
    public List<AppPost> posts(String url) {
        return posts().stream().filter(p -> url(p.address()).equals(url)).toList();
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var text = http.getRequestBody().readAllBytes();
        try {
            int refusal = behaviour.begin();
            var body = read(text);
            Long appId = appId(http);
            long address = World.number(http.getRequestURI().getPath().replaceFirst(".*/", ""))
                    .orElse(-1L);
            int status = refusal != 0 ? refusal : status(http, address, body, appId);
            boolean lost = refusal == 0 && behaviour.losesAnswer();
            var post = world.locked(() -> {
                var made = new AppPost(posts.size() + 1L, address, body, appId, lost ? 0 : status, world.now());
                posts.add(made);
                return made;
            });
            if (status == 200) {
                listener.accept(post);
            }
            if (!lost && status == 200) {
                Http.json(http, 200, Map.of("success", true));
            } else if (!lost) {
                Behaviour.refuse(http, status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(HttpExchange http, long address, JsonNode body, Long appId) {
        if (!http.getRequestMethod().equals("POST")) {
            return 405;
        }
        if (appId == null) {
            return 401;
        }
        if (world.locked(() -> !given.contains(address))) {
            return 404;
        }
        return Http.isJson(http) && wellFormed.test(body) ? 200 : 400;
    }

    /** The claim of a good token; 0 when it names none, null when the token is missing or bad. */
    private Long appId(HttpExchange http) {
        var header = http.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            return null;
        }
        try {
            var token = JWT.require(Algorithm.HMAC256(app.signingSecret()))
                    .withClaimPresence("exp")
                    .build()
                    .verify(header.substring(BEARER.length()));
            var id = token.getClaim("appId").asLong();
            return id == null ? 0 : id;
        } catch (JWTVerificationException e) {
            return null;
        }
    }

    private static JsonNode read(byte[] text) throws IOException {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    void clear() {
        behaviour.calm();
        world.locked(posts::clear);
    }
}
