package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The control endpoints that the package's description lists. */
final class ControlHandler implements HttpHandler {
    private final SimulatedMonday monday;
    private final World world;
    private final Play play;
    private final AppControl app;

    ControlHandler(SimulatedMonday monday, World world) {
        this.monday = monday;
        this.world = world;
        this.play = new Play(monday);
        this.app = new AppControl(monday.app(), world);
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var method = http.getRequestMethod();
        if (method.equals("POST") && !Http.isJson(http)) {
            // Also keeps a foreign page in the same browser from playing along: JSON needs its consent first.
            Http.json(http, 415, Map.of("error", "Content-Type must be application/json"));
            return;
        }
        var text = http.getRequestBody().readAllBytes();
        try {
            var body = text.length == 0 ? Json.object() : Json.read(text);
            var answer = answer(method, http.getRequestURI().getPath().split("/"), body, Http.query(http));
            if (answer == null) {
                Http.send(http, 204, "application/json", new byte[0]);
            } else {
                Http.json(http, 200, answer);
            }
        } catch (MondayException | IllegalArgumentException | IllegalStateException | NoSuchElementException e) {
            Http.json(http, 422, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    /** @param path the parts of the path, {@code control} being the second */
    private Object answer(String method, String[] path, JsonNode body, Map<String, String> query) {
        var last = path.length > 3 ? path[3] : "";
        return switch (path.length > 2 ? path[2] : "") {
            case "" -> state();
            case "seed" -> seed(body);
            case "boards" -> board(last, query.get("revision"));
            case "items" -> last.isEmpty() ? monday.items() : monday.item(last);
            case "play" -> Map.of("id", play.run(body));
            case "calls" -> calls(method, query);
            case "faults" -> faults(method, last, body);
            case "limits" -> limits(method, body);
            case "webhooks" -> webhooks(method, body);
            case "deliveries" ->
                monday.webhooks().deliveries().stream()
                        .map(ControlHandler::delivery)
                        .toList();
            case "clock" -> {
                monday.clock()
                        .advance(Duration.ofSeconds(body.path("advanceSeconds").asLong(0)));
                yield Map.of("now", monday.clock().instant());
            }
            case "cursors" -> {
                monday.expireCursors();
                yield Map.of();
            }
            case "idempotency" -> {
                monday.forgetIdempotencyKeys();
                yield Map.of();
            }
            case "calm" -> {
                monday.calm();
                yield Map.of();
            }
            default -> app.answer(method, path, body, query);
        };
    }

    private JsonNode state() {
        return world.locked(() -> {
            var state = Json.object()
                    .put("now", world.now().toString())
                    .put("revision", world.revision())
                    .put("apiUrl", monday.apiUrl())
                    .put("accountId", monday.accountId())
                    .put("calls", monday.calls().total());
            var boards = state.putArray("boards");
            world.boards.values().forEach(board -> boards.addObject()
                    .put("id", String.valueOf(board.id))
                    .put("name", board.name)
                    .put("items", world.itemsOf(board).size()));
            state.set("team", Json.tree(monday.team()));
            state.set("counts", Json.tree(monday.calls().counts()));
            state.set("faults", Json.tree(monday.faults().list()));
            state.set("limits", monday.limits().state());
            state.set("webhooks", webhooksState());
            return state;
        });
    }

    private Object seed(JsonNode body) {
        switch (body.path("board").asText("")) {
            case "demo" -> monday.seedDemoBoard();
            case "tickets" -> monday.seedTicketBoard();
            default -> monday.boardId();
        }
        int items = body.path("items").asInt(0);
        var ids = items == 0
                ? List.<String>of()
                : monday.seedItems(items, body.path("customers").asInt(3));
        return Map.of("boardId", monday.boardId(), "itemIds", ids);
    }

    private Object board(String id, String seen) {
        return world.locked(() -> {
            if (String.valueOf(world.revision()).equals(seen)) {
                return null;
            }
            return World.number(id)
                    .map(world.boards::get)
                    .map(board -> BoardJson.of(world, board))
                    .orElseThrow(() -> MondayException.invalidBoard(id));
        });
    }

    private Object calls(String method, Map<String, String> query) {
        if (method.equals("DELETE")) {
            monday.calls().clear();
        }
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        return monday.calls().all().stream()
                .filter(call -> call.number() > after)
                .filter(call -> !query.containsKey("field") || call.has(query.get("field")))
                .toList();
    }

    private Object faults(String method, String id, JsonNode body) {
        if (method.equals("POST")) {
            var on = body.path("on").asText("");
            monday.faults()
                    .arm(new Fault(
                            Fault.Kind.valueOf(body.path("kind").asText()),
                            on.isEmpty() ? null : on,
                            body.path("times").asInt(1),
                            Duration.ofMillis(body.path("millis").asLong(0)),
                            body.path("retryAfter").asInt(2)));
        } else if (method.equals("DELETE") && id.isEmpty()) {
            monday.faults().clear();
        } else if (method.equals("DELETE")) {
            monday.faults().clear(Long.parseLong(id));
        }
        return monday.faults().list();
    }

    private Object limits(String method, JsonNode body) {
        var limits = monday.limits();
        if (method.equals("POST")) {
            var now = limits.state();
            limits.enforce(body.path("enforced").asBoolean(now.path("enforced").asBoolean()));
            limits.perMinute(body.path("perMinute").asInt(now.path("perMinute").asInt()));
            limits.perDay(body.path("perDay").asInt(now.path("perDay").asInt()));
            limits.concurrent(
                    body.path("concurrent").asInt(now.path("concurrent").asInt()));
            limits.pointsPerMinute(body.path("pointsPerMinute")
                    .asInt(now.path("pointsPerMinute").asInt()));
        }
        return limits.state();
    }

    private Object webhooks(String method, JsonNode body) {
        var sender = monday.webhooks();
        if (method.equals("POST")) {
            var now = sender.switches();
            sender.reorder(body.path("reorder").asBoolean(now.path("reorder").asBoolean()));
            sender.bearer(body.path("bearer").asBoolean(now.path("bearer").asBoolean()));
            sender.copies(body.path("copies").asInt(now.path("copies").asInt()));
            sender.dropNext(body.path("dropNext").asInt(now.path("dropNext").asInt()));
            sender.delay(Duration.ofMillis(
                    body.path("delayMillis").asLong(now.path("delayMillis").asLong())));
            sender.retryEvery(Duration.ofMillis(
                    body.path("retryMillis").asLong(now.path("retryMillis").asLong())));
            if (body.has("paused") && body.path("paused").asBoolean()) {
                sender.pause();
            } else if (body.has("paused")) {
                sender.resume();
            }
        }
        return world.locked(this::webhooksState);
    }

    private JsonNode webhooksState() {
        var state = monday.webhooks().switches();
        var subscriptions = state.putArray("subscriptions");
        world.webhooks.values().forEach(webhook -> subscriptions
                .addObject()
                .put("id", String.valueOf(webhook.id()))
                .put("boardId", String.valueOf(webhook.boardId()))
                .put("event", webhook.event())
                .put("url", webhook.url())
                .put("signed", webhook.signed()));
        return state;
    }

    private static Object delivery(Delivery delivery) {
        return Map.of(
                "number", delivery.number,
                "webhookId", String.valueOf(delivery.webhookId()),
                "url", delivery.webhook.url(),
                "state", delivery.state(),
                "tries", delivery.tries(),
                "event", delivery.event());
    }
}
