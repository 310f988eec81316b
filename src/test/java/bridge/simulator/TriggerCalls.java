package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What monday asks the app about its triggers while somebody builds or deletes an automation. None of it is repeated.
 *
 * @see <a href="https://developer.monday.com/apps/docs/custom-trigger">custom triggers</a>
 */
public final class TriggerCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_PAGES = 100;

    private final ServiceCalls calls;
    private final AppTokens tokens;

    TriggerCalls(ServiceCalls calls, AppTokens tokens) {
        this.calls = calls;
        this.tokens = tokens;
    }

    /** @return what ends the subscription. @throws IllegalStateException if the service refuses it */
    String subscribe(Automation automation, Start.AppTrigger trigger, String webhookUrl) {
        var body = Json.object();
        var payload = body.putObject("payload").put("webhookUrl", webhookUrl).put("subscriptionId", automation.address);
        payload.putObject("blockMetadata");
        payload.set("inputFields", Json.tree(trigger.fields()));
        payload.set("inboundFieldValues", Json.tree(trigger.fields()));
        payload.putObject("credentialsValues");
        payload.put("recipeId", automation.recipeId).put("integrationId", automation.id);
        var answer = ask("subscribe", path(trigger, "subscribe"), body, automation.owner, automation.id);
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "The trigger could not be set up: " + answer.status() + " " + answer.text());
        }
        var own = answer.body().path("webhookId");
        return own.isMissingNode() || own.isNull() ? String.valueOf(automation.address) : own.asText();
    }

    void unsubscribe(Automation automation, Start.AppTrigger trigger) {
        var body = Json.object();
        body.putObject("payload").put("webhookId", automation.webhookId);
        ask("unsubscribe", path(trigger, "unsubscribe"), body, automation.owner, automation.id);
    }

    private static String path(Start.AppTrigger trigger, String verb) {
        return "/triggers/" + trigger.name() + "/" + verb;
    }

    /**
     * Loads the choices of a field as the editor does, page by page.
     *
     * @param path of the service
     * @param boardId null: no board was chosen yet
     * @throws IllegalStateException if they cannot be read: "could not load fields"
     */
    public List<JsonNode> options(User user, String path, String boardId) {
        var options = new ArrayList<JsonNode>();
        JsonNode wanted = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            var answer = ask("options", path, optionsBody(boardId, wanted), user, 0);
            var list = answer.body().isArray() ? answer.body() : answer.body().path("options");
            if (answer.status() != 200 || !list.isArray()) {
                throw new IllegalStateException("Could not load fields: " + answer.status() + " " + answer.text());
            }
            list.forEach(options::add);
            wanted = answer.body().path("nextPageRequestData");
            if (!answer.body().path("isPaginated").asBoolean(false)
                    || answer.body().path("isLastPage").asBoolean(false)
                    || !wanted.isObject()) {
                break;
            }
        }
        return options;
    }

    private static ObjectNode optionsBody(String boardId, JsonNode page) {
        var body = Json.object();
        var payload = body.putObject("payload");
        World.number(boardId).ifPresent(id -> payload.put("boardId", id));
        payload.put("automationId", 2).put("recipeId", 3).put("integrationId", 2);
        World.number(boardId)
                .ifPresentOrElse(
                        id -> payload.putObject("dependencyData").put("boardId", id),
                        () -> payload.putNull("dependencyData"));
        payload.set("pageRequestData", page);
        return body;
    }

    private ServiceAnswer ask(String what, String path, ObjectNode body, User user, long automationId) {
        var call = calls.newCall(what, path, body, automationId);
        return calls.once(
                call,
                new ServiceCalls.Manner(
                        () -> Map.of("Authorization", tokens.action(user, calls.serviceUrl() + path)),
                        TIMEOUT,
                        1,
                        (made, answer) -> {
                            var state = answer.status() == 200 ? AppCall.State.DONE : AppCall.State.FAILED;
                            made.becomes(
                                    state,
                                    answer.status() == 200
                                            ? "Done"
                                            : ActionJudge.words(0, answer.body(), answer.status()));
                            return state;
                        }));
    }
}
