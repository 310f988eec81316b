package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** The app as monday knows it: its secrets, its OAuth, what monday signs for it, and what it may call. */
public final class SimulatedApp implements AutoCloseable {
    private final String url;
    private final AppIdentity app = AppIdentity.OURS;
    private final AppTokens tokens;
    private final OAuth oauth;
    private final AppEndpoint triggers;
    private final AppEndpoint callbacks;
    private final AppStorage storage;
    private final ServiceCalls calls;
    private final ActionCalls actions;
    private final TriggerCalls triggerCalls;
    private final Automations automations;
    private final Lifecycle lifecycle;
    private final AppQueue queue;

    /** @param retry pause between the tries of a call that is repeated */
    SimulatedApp(Http http, World world, Duration retry) {
        url = http.url();
        tokens = new AppTokens(world, app);
        oauth = new OAuth(world, app);
        triggers = new AppEndpoint(world, app, url + "/automations/apps-events/", SimulatedApp::fires);
        // The path of a callback address is not documented.
        callbacks = new AppEndpoint(world, app, url + "/automations/async-actions/", body -> body.path("success")
                .isBoolean());
        storage = new AppStorage(world);
        calls = new ServiceCalls(world, retry);
        actions = new ActionCalls(world, calls, tokens, callbacks);
        triggerCalls = new TriggerCalls(calls, tokens);
        automations = new Automations(world, actions, triggerCalls, triggers);
        lifecycle = new Lifecycle(world, app, calls, tokens, oauth, automations);
        queue = new AppQueue(app, calls);
        http.on("/oauth2/authorize", new ConsentHandler(world, oauth));
        http.on("/oauth2/token", new TokenHandler(url, app, oauth));
        http.on("/oauth_ms", new TokenHandler(url, app, oauth));
        http.on("/automations/apps-events", triggers);
        http.on("/automations/async-actions", callbacks);
        http.on(StorageHandler.VALUES, new StorageHandler(world, storage));
        http.on(StorageHandler.SEARCH, new StorageHandler(world, storage));
    }

    private static boolean fires(JsonNode body) {
        return body.path("trigger").path("outputFields").isObject();
    }

    /** Tells where the service under test is: actions are called there. */
    public void serveAt(String serviceAddress) {
        calls.serveAt(serviceAddress);
    }

    /** Where the service under test is, without a slash at the end. */
    public String serviceUrl() {
        return calls.serviceUrl();
    }

    public long appId() {
        return app.appId();
    }

    public String clientId() {
        return app.clientId();
    }

    public String clientSecret() {
        return app.clientSecret();
    }

    public String signingSecret() {
        return app.signingSecret();
    }

    /** What {@code MNDY_TOPIC_MESSAGES_SECRET} is set to. */
    public String topicSecret() {
        return app.topicSecret();
    }

    /** What {@code MONDAY_OAUTH_BASE_PATH} is set to. */
    public String authorizeUrl() {
        return url + "/oauth2/authorize";
    }

    /** What {@code MONDAY_OAUTH_TOKEN_PATH} is set to in the legacy flow. */
    public String tokenUrl() {
        return url + "/oauth2/token";
    }

    /** What {@code MONDAY_OAUTH_TOKEN_PATH} is set to in the new flow. */
    public String newTokenUrl() {
        return url + "/oauth_ms/oauth/token";
    }

    /** Where the storage API is; monday's own is {@code https://apps-storage.monday.com}. */
    public String storageUrl() {
        return url;
    }

    public AppTokens tokens() {
        return tokens;
    }

    public OAuth oauth() {
        return oauth;
    }

    /** The addresses that custom triggers fire at. */
    public AppEndpoint triggers() {
        return triggers;
    }

    /** The addresses that asynchronous actions answer at. */
    public AppEndpoint callbacks() {
        return callbacks;
    }

    public AppStorage storage() {
        return storage;
    }

    /** Automations: what happens on a board calls an action of the app, or the app's trigger starts one. */
    public Automations automations() {
        return automations;
    }

    /** What the editor of an automation asks the app. */
    public TriggerCalls editor() {
        return triggerCalls;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** monday code's queue. */
    public AppQueue queue() {
        return queue;
    }

    /** Every call of monday to the service, oldest first; webhooks of a board are elsewhere. */
    public List<AppCall> calls() {
        return calls.all();
    }

    /** Those of a kind, such as {@code action}. */
    public List<AppCall> calls(String what) {
        return calls().stream().filter(call -> call.what().equals(what)).toList();
    }

    /** How long after a failed try the next one follows; monday's own minute by real time. */
    public void retryEvery(Duration pause) {
        calls.retryEvery(pause);
    }

    /** The other reading of monday's pages: every answer but 200 is repeated, also 4xx and a severity. */
    public void repeatAnyFailure(boolean on) {
        actions.judge().repeatsAnyFailure = on;
    }

    /** Writes the JWT of actions with {@code Bearer} before it, as some deliveries have it. */
    public void bearer(boolean on) {
        actions.bearer(on);
    }

    /** Everything behaves again; what was granted, subscribed and stored stays, what was posted is forgotten. */
    void calm() {
        oauth.calm();
        triggers.clear();
        callbacks.clear();
        storage.calm();
        actions.calm();
        calls.forget();
    }

    @Override
    public void close() {
        calls.close();
    }
}
