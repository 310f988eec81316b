package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** The control endpoints of automations, life cycle and queue, which the package's description lists. */
final class AutomationControl {
    private final SimulatedApp app;
    private final World world;

    AutomationControl(SimulatedApp app, World world) {
        this.app = app;
        this.world = world;
    }

    /** @throws IllegalArgumentException if there is no such control */
    Object answer(String method, String[] path, JsonNode body, Map<String, String> query) {
        boolean post = method.equals("POST");
        return switch (path[2]) {
            case "automations" -> {
                if (post && path.length > 3) {
                    yield change(app.automations().get(Long.parseLong(path[3])), body);
                }
                if (post) {
                    add(body);
                }
                yield app.automations().json();
            }
            case "app-calls" -> calls(query);
            case "notices" -> app.automations().notices();
            case "lifecycle" -> lifecycle(body);
            case "queue" -> queue(body);
            case "options" ->
                app.editor().options(user(query.get("user")), query.getOrDefault("path", ""), query.get("boardId"));
            default -> throw new IllegalArgumentException("no such control");
        };
    }

    private void add(JsonNode body) {
        var boardId = body.path("boardId").asText(null);
        var start =
                switch (body.path("start").asText("manual")) {
                    case "manual" -> new Start.Manual();
                    case "item_created" -> new Start.ItemCreated(boardId);
                    case "status_changed" ->
                        new Start.StatusChanged(boardId, body.path("label").asText(null));
                    case "trigger" ->
                        new Start.AppTrigger(body.path("trigger").asText(), Json.fields(body.path("triggerFields")));
                    default -> throw new IllegalArgumentException("no such start");
                };
        app.automations().add(user(body.path("as").asText()), start, action(body.path("action")));
    }

    private static ActionBlock action(JsonNode action) {
        if (!action.hasNonNull("path")) {
            return null;
        }
        var form = action.path("form").asText("recipe").toUpperCase(Locale.ROOT);
        return new ActionBlock(
                action.path("path").asText(),
                ActionBlock.Form.valueOf(form),
                Json.fields(action.path("fields")),
                action.has("credentials") ? Json.fields(action.path("credentials")) : null);
    }

    private Object change(Automation automation, JsonNode body) {
        switch (body.path("do").asText()) {
            case "run" -> {
                return app.automations()
                        .run(automation, body.path("itemId").asText(null))
                        .json();
            }
            case "on" -> app.automations().switchOn(automation);
            case "off" -> app.automations().switchOff(automation);
            case "delete" -> app.automations().delete(automation);
            default -> throw new IllegalArgumentException("an automation can run, on, off, delete");
        }
        return app.automations().json();
    }

    private Object calls(Map<String, String> query) {
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        return app.calls().stream()
                .filter(call -> call.number > after)
                .filter(call -> !query.containsKey("what") || query.get("what").equals(call.what()))
                .map(AppCall::json)
                .toList();
    }

    private Object lifecycle(JsonNode body) {
        var user = user(body.path("as").asText());
        var type = body.path("type").asText("install");
        var call = type.equals("uninstall")
                ? app.lifecycle().uninstall(user)
                : app.lifecycle().tell(type, user);
        return call.json();
    }

    private Object queue(JsonNode body) {
        var form = AppQueue.Form.valueOf(body.path("form").asText("python").toUpperCase(Locale.ROOT));
        var message = body.path("message").asText("");
        return (body.has("secret")
                        ? app.queue().publish(message, form, body.path("secret").asText())
                        : app.queue().publish(message, form))
                .json();
    }

    private User user(String id) {
        return world.locked(() -> World.number(id).map(world.users::get).orElse(Accounts.TEAM.get(0)));
    }
}
