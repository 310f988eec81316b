package bridge.simulator;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * monday's OAuth, both flows: whoever sends a {@code code_challenge} is in the new one. A person answers on the page; a test says
 * {@link #allow} with the address that the service redirected to.
 *
 * @see <a href="https://developer.monday.com/apps/docs/oauth">OAuth</a>
 * @see <a href="https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow">the new flow</a>
 */
public final class OAuth {
    static final Duration CODE_LIFE = Duration.ofMinutes(10);

    private final World world;
    private final AppIdentity app;
    private final Grants grants;
    private final Behaviour tokenAddress = new Behaviour();
    private final Map<String, Code> codes = new HashMap<>();
    private final List<TokenRequest> requests = new ArrayList<>();
    private List<String> redirectUris = List.of();
    private boolean newFlowOnly;
    private User answering;

    private record Code(AuthorizeRequest request, User user, Instant expiresAt) {}

    /**
     * A call to a token address.
     *
     * @param what {@code authorization_code}, {@code refresh_token}, {@code revoke} or {@code migrate}
     * @param error null when it was granted
     */
    public record TokenRequest(String path, String what, int status, String error) {}

    OAuth(World world, AppIdentity app) {
        this.world = world;
        this.app = app;
        this.grants = new Grants(world, app);
    }

    /** The redirect URLs set in the developer centre, matched exactly. With none set, any of this machine will do. */
    public void redirectTo(String... uris) {
        world.locked(() -> redirectUris = List.of(uris));
    }

    /** As an app version with the new flow switched on: requests of the legacy flow are refused. */
    public void newFlowOnly(boolean on) {
        world.locked(() -> newFlowOnly = on);
    }

    /** The page answers by itself, as if this user had allowed it; null: it waits for a person. */
    public void answerAs(User user) {
        world.locked(() -> answering = user);
    }

    User answering() {
        return world.locked(() -> answering);
    }

    /** How long access tokens of the new flow live; an hour at first. */
    public void accessTokensLive(Duration life) {
        world.locked(() -> grants.accessLife = life);
    }

    Duration accessLife() {
        return world.locked(() -> grants.accessLife);
    }

    /** How the addresses for tokens behave, in both flows. */
    public Behaviour tokenAddress() {
        return tokenAddress;
    }

    /** Every grant so far, oldest first. */
    public List<Grant> grants() {
        return world.locked(grants::all);
    }

    /** The latest grant of a user. @throws java.util.NoSuchElementException if there is none */
    public Grant grantOf(User user) {
        return grants().stream()
                .filter(g -> g.user().id() == user.id())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Calls to the token addresses, oldest first. */
    public List<TokenRequest> requests() {
        return world.locked(() -> List.copyOf(requests));
    }

    void record(TokenRequest request) {
        world.locked(() -> requests.add(request));
    }

    /** Takes away what a user allowed: its tokens are answered with 401. */
    public void revoke(User user) {
        world.locked(() ->
                grants.all().stream().filter(g -> g.user().id() == user.id()).forEach(grants::revoke));
    }

    /** Takes away what an account's users allowed, as an uninstall does. */
    public void revokeAccount(long accountId) {
        world.locked(() -> grants.revokeAccount(accountId));
    }

    /**
     * A user allows what the page asks.
     *
     * @param authorizeUrl where the service sent the browser
     * @return where monday sends it then
     */
    public String allow(String authorizeUrl, User user) {
        return decide(Http.pairs(URI.create(authorizeUrl).getRawQuery()), user, true);
    }

    /** A user refuses what the page asks. @return where monday sends the browser then */
    public String refuse(String authorizeUrl, User user) {
        return decide(Http.pairs(URI.create(authorizeUrl).getRawQuery()), user, false);
    }

    /** @throws OAuthException if there is nowhere to send the browser back to */
    String decide(Map<String, String> query, User user, boolean allowed) {
        return world.locked(() -> {
            var request = read(query);
            try {
                check(request, query);
                if (!allowed || !request.mayAnswer(world, user)) {
                    throw new OAuthException(403, "access_denied", "The user denied access");
                }
            } catch (OAuthException e) {
                return request.withError(e);
            }
            var code = world.newUuid();
            codes.put(code, new Code(request, user, world.now().plus(CODE_LIFE)));
            return request.withCode(code);
        });
    }

    /** @return where an error sends the browser at once; null when the page is to be shown */
    String faultOf(Map<String, String> query) {
        return world.locked(() -> {
            var request = read(query);
            try {
                check(request, query);
                return null;
            } catch (OAuthException e) {
                return request.withError(e);
            }
        });
    }

    private AuthorizeRequest read(Map<String, String> query) {
        if (!app.clientId().equals(query.get("client_id"))) {
            throw new OAuthException(403, "unauthorized_client", "Unknown client_id");
        }
        var sent = query.get("redirect_uri");
        var scope = query.getOrDefault("scope", "");
        return new AuthorizeRequest(
                redirectUri(sent),
                sent,
                query.get("state"),
                scope.isBlank() ? app.scopes() : Arrays.asList(scope.strip().split("[ ,]+")),
                query.get("code_challenge"),
                query.get("subdomain"));
    }

    private String redirectUri(String sent) {
        if (sent == null && redirectUris.size() == 1) {
            return redirectUris.get(0);
        }
        boolean known = sent != null
                && (redirectUris.isEmpty()
                        ? sent.matches("http://(localhost|127\\.0\\.0\\.1)(:\\d+)?/.*")
                        : redirectUris.contains(sent));
        if (!known) {
            throw OAuthException.invalidRequest("redirect_uri is not one of the app's redirect URLs");
        }
        return sent;
    }

    private void check(AuthorizeRequest request, Map<String, String> query) {
        if (newFlowOnly && !request.rotating()) {
            throw OAuthException.invalidRequest("code_challenge is required");
        }
        if (request.rotating()) {
            Pkce.checkChallenge(request.challenge(), query.get("code_challenge_method"));
        }
        if (!app.scopes().containsAll(request.scopes())) {
            throw new OAuthException(403, "invalid_scope", "The app has no such scope");
        }
    }

    /** A code against tokens: once, by the client it was made for. */
    Grant exchange(Map<String, String> form, boolean rotating) {
        return world.locked(() -> {
            authenticate(form);
            var code = codes.remove(form.getOrDefault("code", ""));
            if (code == null || world.now().isAfter(code.expiresAt())) {
                throw OAuthException.invalidGrant("The code is not valid or expired");
            }
            var request = code.request();
            if (request.rotating() != rotating) {
                throw OAuthException.invalidGrant("The code belongs to the other flow");
            }
            if (request.sentUri() != null && !request.sentUri().equals(form.get("redirect_uri"))) {
                throw OAuthException.invalidGrant("redirect_uri is not the one of the authorization");
            }
            if (rotating) {
                Pkce.checkVerifier(form.get("code_verifier"), request.challenge());
            }
            return grants.begin(code.user(), request.scopes(), rotating);
        });
    }

    /** @throws OAuthException if the legacy flow is switched off */
    void allowLegacy() {
        if (world.locked(() -> newFlowOnly)) {
            throw OAuthException.invalidRequest("code_challenge is required");
        }
    }

    Grant refresh(Map<String, String> form) {
        return world.locked(() -> {
            authenticate(form);
            return grants.refresh(form.getOrDefault("refresh_token", ""));
        });
    }

    Grant migrate(Map<String, String> form) {
        return world.locked(() -> {
            authenticate(form);
            return grants.migrate(form.getOrDefault("api_token", ""));
        });
    }

    void revoke(Map<String, String> form) {
        world.locked(() -> {
            authenticate(form);
            grants.revoke(form.getOrDefault("token", ""));
        });
    }

    Map<String, Object> answer(Grant grant) {
        return world.locked(() -> grants.answer(grant));
    }

    private void authenticate(Map<String, String> form) {
        if (!app.clientId().equals(form.get("client_id")) || !app.clientSecret().equals(form.get("client_secret"))) {
            throw new OAuthException(401, "invalid_client", "Client authentication failed");
        }
    }

    /** Back to the beginning; what was granted stays. */
    void calm() {
        tokenAddress.calm();
        newFlowOnly(false);
        answerAs(null);
        accessTokensLive(Duration.ofHours(1));
        redirectTo();
    }
}
