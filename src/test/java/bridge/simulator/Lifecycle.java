package bridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What monday tells the app about its installations. Whether a failed call is repeated is not documented: here it is not.
 *
 * @see <a href="https://developer.monday.com/apps/docs/webhooks-1">app life-cycle webhooks</a>
 */
public final class Lifecycle {
    /** As documented; {@code install} may come again. */
    static final List<String> TYPES = List.of(
            "install",
            "uninstall",
            "app_subscription_created",
            "app_subscription_changed",
            "app_subscription_renewed",
            "app_subscription_cancelled_by_user",
            "app_subscription_cancelled",
            "app_subscription_cancellation_revoked_by_user",
            "app_subscription_renewal_attempt_failed",
            "app_subscription_renewal_failed",
            "app_trial_subscription_started",
            "app_trial_subscription_ended",
            "app_subscription_pricing_version_change_scheduled");

    private static final String PATH = "/monday/lifecycle";

    private final World world;
    private final AppIdentity app;
    private final ServiceCalls calls;
    private final AppTokens tokens;
    private final OAuth oauth;
    private final Automations automations;

    Lifecycle(
            World world, AppIdentity app, ServiceCalls calls, AppTokens tokens, OAuth oauth, Automations automations) {
        this.world = world;
        this.app = app;
        this.calls = calls;
        this.tokens = tokens;
        this.oauth = oauth;
        this.automations = automations;
    }

    public AppCall install(User user) {
        return tell("install", user);
    }

    /** The user's account removes the app: its tokens are void and its automations gone, then the app is told. */
    public AppCall uninstall(User user) {
        oauth.revokeAccount(user.accountId());
        automations.forget(user.accountId());
        return tell("uninstall", user);
    }

    /** @param type {@code install}, {@code app_subscription_created}, … */
    public AppCall tell(String type, User user) {
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("monday knows no such event");
        }
        var call = calls.newCall("lifecycle", PATH, body(type, user), 0);
        calls.once(
                call,
                new ServiceCalls.Manner(
                        () -> Map.of("Authorization", tokens.lifecycle(user)),
                        Duration.ofSeconds(30),
                        1,
                        (made, answer) -> {
                            var state = answer.good() ? AppCall.State.DONE : AppCall.State.FAILED;
                            made.becomes(state, type + ", answered with " + answer.status());
                            return state;
                        }));
        return call;
    }

    private ObjectNode body(String type, User user) {
        var account = world.accounts.get(user.accountId());
        var body = Json.object().put("type", type);
        var data = body.putObject("data")
                .put("app_id", app.appId())
                .put("app_name", "Support portal")
                .put("user_id", user.id())
                .put("user_email", user.email())
                .put("user_name", user.name())
                .put("user_cluster", "other")
                .put("account_id", account.id())
                .put("account_name", account.name())
                .put("account_slug", account.slug())
                .put("account_tier", account.tier())
                .put("account_max_users", 25)
                .put("user_country", "DE")
                .put("timestamp", Times.millis(world.now()));
        data.putObject("version_data")
                .put("major", 1)
                .put("minor", 4)
                .put("patch", 0)
                .put("type", "minor")
                .put("number", 1);
        if (type.startsWith("app_")) {
            data.putObject("subscription")
                    .put("plan_id", "team_25")
                    .put("renewal_date", Times.millis(world.now().plus(Duration.ofDays(30))))
                    .put("is_trial", type.contains("trial"))
                    .put("billing_period", "monthly")
                    .put("days_left", 30)
                    .put("pricing_version", 2)
                    .put("max_units", 25);
        } else {
            data.putNull("subscription");
        }
        return body;
    }
}
