package bridge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/**
 * The storage API: {@code /app_storage_api/v2/{key}} and the search {@code /api/v2/items}. Of its errors only {@code Version mismatch} and
 * the 404 of a key without a value are documented; the other statuses are guesses.
 */
final class StorageHandler implements HttpHandler {
    static final String VALUES = "/app_storage_api/v2/";
    static final String SEARCH = "/api/v2/items";

    private final World world;
    private final AppStorage storage;

    StorageHandler(World world, AppStorage storage) {
        this.world = world;
        this.storage = storage;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var text = http.getRequestBody().readAllBytes();
        try {
            int refusal = storage.behaviour().begin();
            if (refusal != 0) {
                Behaviour.refuse(http, refusal);
                return;
            }
            var header = http.getRequestHeaders().getFirst("Authorization");
            var token = header == null ? null : world.token(header);
            if (token == null || !token.app()) {
                Http.json(http, 401, Map.of("error", "Not authenticated"));
            } else if (storage.tooFast(token)) {
                Behaviour.refuse(http, 429);
            } else {
                answer(http, text, token.user().accountId());
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            Http.json(http, 400, Map.of("error", "Bad request"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange http, byte[] text, long account) throws IOException {
        var query = Http.query(http);
        var path = http.getRequestURI().getPath();
        if (path.equals(SEARCH)) {
            send(http, 200, storage.search(account, query.getOrDefault("term", ""), query.get("cursor")));
            return;
        }
        var key = path.substring(VALUES.length());
        boolean shared = Boolean.parseBoolean(query.get("shareGlobally"));
        if (key.isEmpty() || key.length() > AppStorage.MAX_KEY) {
            send(http, 400, Map.of("error", "The key must have 1 to 256 characters"));
            return;
        }
        switch (http.getRequestMethod()) {
            case "GET" -> get(http, account, key, shared);
            case "POST" -> set(http, account, key, shared, Json.read(text));
            case "DELETE" -> {
                boolean there = storage.delete(account, key, shared);
                send(http, there ? 200 : 404, there ? Map.of() : Map.of("error", "Not found"));
            }
            default -> send(http, 405, Map.of("error", "Method not allowed"));
        }
    }

    private void get(HttpExchange http, long account, String key, boolean shared) throws IOException {
        var entry = storage.get(account, key, shared);
        if (entry.isEmpty()) {
            send(http, 404, Map.of("error", "Not found"));
        } else {
            send(
                    http,
                    200,
                    Map.of("value", entry.get().value(), "version", entry.get().version()));
        }
    }

    private void set(HttpExchange http, long account, String key, boolean shared, JsonNode body) throws IOException {
        if (!body.has("value")) {
            send(http, 400, Map.of("error", "value is missing"));
            return;
        }
        if (Json.bytes(body.path("value")).length > AppStorage.MAX_VALUE) {
            send(http, 413, Map.of("error", "The value is too large"));
            return;
        }
        Long ttl = body.hasNonNull("ttl") ? body.path("ttl").asLong() : null;
        AppStorage.checkTtl(ttl);
        var previous = body.path("previous_version").asText(null);
        var entry = storage.set(account, key, shared, body.path("value"), previous, ttl);
        if (entry.isEmpty()) {
            send(http, 409, Map.of("error", "Version mismatch: the value was changed since"));
        } else {
            send(http, 200, Map.of("version", entry.get().version()));
        }
    }

    private void send(HttpExchange http, int status, Object body) throws IOException {
        if (!storage.behaviour().losesAnswer()) {
            Http.json(http, status, body);
        }
    }
}
