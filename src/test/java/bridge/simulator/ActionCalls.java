package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls an action of the app: the body that monday sends, its repetitions, and the answer that comes later. */
final class ActionCalls {
    /** "Answer within one minute", "retried for 30 minutes": how often is not documented, here once a minute. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final int TRIES = 31;

    private final World world;
    private final ServiceCalls calls;
    private final AppTokens tokens;
    private final AppEndpoint callbacks;
    private final ActionJudge judge = new ActionJudge();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<Long, AppCall> awaited = new HashMap<>();
    private SeverityListener listener = (automation, severity) -> {};
    private volatile boolean bearer;

    interface SeverityListener {
        void failed(long automationId, int severity);
    }

    ActionCalls(World world, ServiceCalls calls, AppTokens tokens, AppEndpoint callbacks) {
        this.world = world;
        this.calls = calls;
        this.tokens = tokens;
        this.callbacks = callbacks;
        callbacks.onAccepted(this::answered);
    }

    void onSeverity(SeverityListener then) {
        listener = then;
    }

    ActionJudge judge() {
        return judge;
    }

    /** Writes the JWT with {@code Bearer} before it, as some deliveries have it. */
    void bearer(boolean on) {
        bearer = on;
    }

    /** @param fields the values of its fields */
    AppCall call(Automation automation, ObjectNode fields) {
        var block = automation.action;
        boolean async = block.form() == ActionBlock.Form.ASYNC;
        long address = async ? callbacks.newAddress() : 0;
        var body = body(automation, fields, async ? callbacks.url(address) : null);
        var call = calls.newCall("action", block.path(), body, automation.id);
        if (async) {
            world.locked(() -> awaited.put(address, call));
        }
        calls.submit(
                call,
                new ServiceCalls.Manner(
                        () -> headers(automation),
                        TIMEOUT,
                        TRIES,
                        (made, answer) -> judge.judge(
                                made, answer, async, (severity, told) -> fail(made.automationId(), severity, told))));
        return call;
    }

    private Map<String, String> headers(Automation automation) {
        var path = automation.action.path();
        var token = tokens.action(automation.owner, calls.serviceUrl() + path);
        var headers = new HashMap<String, String>();
        headers.put("Authorization", (bearer ? "Bearer " : "") + token);
        if (automation.action.form() != ActionBlock.Form.RECIPE) {
            headers.put("Accept", "application/json");
        }
        return headers;
    }

    /** As documented; {@code actionUuid} and {@code triggerUuid} stay the same when the call is repeated, which is not. */
    private ObjectNode body(Automation automation, ObjectNode fields, String callbackUrl) {
        var body = Json.object();
        var payload = body.putObject("payload").put("blockKind", "action");
        var credentials = payload.putObject("credentialsValues");
        if (automation.action.credentials() != null) {
            credentials.set("credentials-key", Json.tree(automation.action.credentials()));
        }
        payload.set("inboundFieldValues", fields);
        payload.set("inputFields", fields.deepCopy());
        payload.put("recipeId", automation.recipeId).put("integrationId", automation.id);
        if (callbackUrl != null) {
            payload.put("callbackUrl", callbackUrl);
        }
        body.putObject("runtimeMetadata").put("actionUuid", world.newUuid()).put("triggerUuid", world.newUuid());
        return body;
    }

    /** The answer of an asynchronous action. */
    private void answered(AppPost post) {
        var call = world.locked(() -> awaited.remove(post.address()));
        if (call == null) {
            return;
        }
        var body = post.body();
        if (body.path("success").asBoolean()) {
            call.becomes(AppCall.State.DONE, "Done" + ActionJudge.outputs(body));
        } else {
            int severity = body.path("severityCode").asInt(0);
            call.becomes(AppCall.State.FAILED, ActionJudge.words(severity, body, 200));
            if (severity == ActionJudge.FAILED || severity == ActionJudge.DISABLED) {
                fail(call.automationId(), severity, body);
            }
        }
    }

    private void fail(long automationId, int severity, JsonNode answer) {
        world.locked(() -> notices.add(new Notice(
                automationId,
                answer.path("notificationErrorTitle").asText(""),
                answer.path("notificationErrorDescription").asText(""),
                world.now())));
        listener.failed(automationId, severity);
    }

    List<AppCall> of(Automation automation) {
        return calls.all().stream()
                .filter(c -> c.automationId() == automation.id && c.what().equals("action"))
                .toList();
    }

    List<Notice> notices() {
        return world.locked(() -> List.copyOf(notices));
    }

    void calm() {
        judge.repeatsAnyFailure = false;
        bearer = false;
        world.locked(notices::clear);
    }
}
