package bridge.simulator;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * What monday signs for the app, with which of its two secrets, and what it says.
 *
 * @see <a href="https://developer.monday.com/apps/docs/authorization-header">authorization header</a>
 */
public final class AppTokens {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final World world;
    private final AppIdentity app;
    private final Duration life;

    AppTokens(World world, AppIdentity app) {
        this(world, app, LIFE);
    }

    private AppTokens(World world, AppIdentity app, Duration life) {
        this.world = world;
        this.app = app;
        this.life = life;
    }

    /** The same tokens with another life than five minutes; a negative one has ended already. */
    public AppTokens livingFor(Duration other) {
        return new AppTokens(world, app, other);
    }

    /**
     * What an action, a subscription, a field's options or an app's webhook is called with: in {@code Authorization}, by the signing secret.
     * monday adds a {@code shortLivedToken} for https addresses only; here for every one, since services under test speak http.
     *
     * @param audience the address called
     */
    public String action(User user, String audience) {
        return integration(user, audience)
                .withClaim("shortLivedToken", shortLived(user))
                .sign(Algorithm.HMAC256(app.signingSecret()));
    }

    /** As {@link #action} without an API token in it: what the webhooks of a board carry. */
    String webhook(User user, String audience) {
        return integration(user, audience).sign(Algorithm.HMAC256(app.signingSecret()));
    }

    /** What the app's Authorization URL is opened with: query parameter {@code token}, by the signing secret. */
    public String authorization(User user, String backToUrl) {
        return ids(user).withClaim("backToUrl", backToUrl).sign(Algorithm.HMAC256(app.signingSecret()));
    }

    /** What an embedded view shows to its own server: by the client secret, never good for the API. */
    public String session(User user) {
        return dat(user);
    }

    /** What life-cycle calls of the app carry: by the client secret, under {@code dat}. */
    public String lifecycle(User user) {
        return dat(user);
    }

    /** An API token of a user for five minutes, with the app's scopes. */
    public String shortLived(User user) {
        return world.locked(() -> {
            var value = "sim-short-lived-" + world.newUuid();
            var token = new Token(value, user, true, world.now().plus(LIFE), app.scopes());
            world.tokens.put(value, token);
            return value;
        });
    }

    private JWTCreator.Builder integration(User user, String audience) {
        return ids(user).withAudience(audience);
    }

    private JWTCreator.Builder ids(User user) {
        return timed().withClaim("accountId", user.accountId()).withClaim("userId", user.id());
    }

    private String dat(User user) {
        var dat = new LinkedHashMap<String, Object>();
        dat.put("client_id", app.clientId());
        dat.put("app_id", app.appId());
        dat.put("app_version_id", app.appId() + 77);
        dat.put("install_id", user.accountId() + 11);
        dat.put("user_id", user.id());
        dat.put("account_id", user.accountId());
        var account = world.accounts.get(user.accountId());
        dat.put("slug", account == null ? "account-" + user.accountId() : account.slug());
        dat.put("is_admin", user.kind().equals("admin"));
        dat.put("is_guest", user.kind().equals("guest"));
        dat.put("is_view_only", user.kind().equals("view_only"));
        dat.put("user_kind", user.kind());
        return timed().withClaim("dat", dat).sign(Algorithm.HMAC256(app.clientSecret()));
    }

    private JWTCreator.Builder timed() {
        var now = Instant.now();
        return JWT.create().withIssuedAt(now).withExpiresAt(now.plus(life));
    }
}
