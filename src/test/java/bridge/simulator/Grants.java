package bridge.simulator;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens of the app: issued, refreshed, revoked. Called with the world locked. */
final class Grants {
    private final World world;
    private final AppIdentity app;
    private final List<Grant> all = new ArrayList<>();
    Duration accessLife = Duration.ofHours(1);

    Grants(World world, AppIdentity app) {
        this.world = world;
        this.app = app;
    }

    List<Grant> all() {
        return List.copyOf(all);
    }

    Grant begin(User user, List<String> scopes, boolean rotating) {
        var grant = new Grant(user, scopes, rotating);
        all.add(grant);
        renew(grant);
        return grant;
    }

    /** New tokens; the refresh token before is an old one from now on. Access tokens issued before live until they expire. */
    private void renew(Grant grant) {
        var value = grant.rotating ? expiring(grant) : "sim-oauth-" + world.newUuid();
        var expiresAt = grant.rotating ? world.now().plus(accessLife) : null;
        world.tokens.put(value, new Token(value, grant.user, true, expiresAt, grant.scopes));
        grant.accessTokens.add(value);
        if (grant.rotating) {
            grant.oldRefreshTokens.add(grant.refreshToken);
            grant.refreshToken = "sim-refresh-" + world.newUuid();
        }
    }

    /** The new flow's access tokens are JWTs; what is in them beside {@code exp} is not documented. */
    private String expiring(Grant grant) {
        return JWT.create()
                .withJWTId(world.newUuid())
                .withClaim("uid", grant.user.id())
                .withClaim("actid", grant.user.accountId())
                .withIssuedAt(world.now())
                .withExpiresAt(world.now().plus(accessLife))
                .sign(Algorithm.HMAC256(app.clientId() + "-of-nobody-else"));
    }

    /**
     * Rotates. Whoever comes with an old refresh token ends the grant for all: the documentation promises
     * {@code invalid_grant}, OAuth 2.1 the rest.
     */
    Grant refresh(String refreshToken) {
        for (var grant : all) {
            if (!grant.revoked && grant.oldRefreshTokens.contains(refreshToken)) {
                revoke(grant);
                throw OAuthException.invalidGrant("The refresh token was used before");
            }
            if (!grant.revoked && refreshToken.equals(grant.refreshToken)) {
                renew(grant);
                grant.refreshes++;
                return grant;
            }
        }
        throw OAuthException.invalidGrant("The refresh token is not valid");
    }

    /**
     * A pair for a token of the legacy flow, which goes on working. Asked again it gives another pair: what monday does then is
     * not documented.
     */
    Grant migrate(String apiToken) {
        var legacy = all.stream()
                .filter(g -> !g.rotating && !g.revoked && g.accessTokens.contains(apiToken))
                .findFirst()
                .orElseThrow(() -> OAuthException.invalidGrant("Not a token of this app"));
        var grant = begin(legacy.user, legacy.scopes, true);
        grant.migrated = legacy.migrated;
        legacy.migrated = true;
        return grant;
    }

    /** Ends the grant of an access or refresh token; an unknown one is no error (RFC 7009). */
    void revoke(String token) {
        all.stream()
                .filter(g -> token.equals(g.refreshToken) || g.accessTokens.contains(token))
                .forEach(this::revoke);
    }

    /** Ends all grants of an account. */
    void revokeAccount(long accountId) {
        all.stream().filter(g -> g.user.accountId() == accountId).forEach(this::revoke);
        world.tokens
                .values()
                .removeIf(t -> t.user().accountId() == accountId && t.value().startsWith("sim-short-lived-"));
    }

    void revoke(Grant grant) {
        grant.revoked = true;
        grant.accessTokens.forEach(world.tokens::remove);
    }

    Map<String, Object> answer(Grant grant) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", grant.accessToken());
        answer.put("token_type", "Bearer");
        answer.put("scope", String.join(" ", grant.scopes));
        if (grant.rotating) {
            answer.put("refresh_token", grant.refreshToken);
        }
        return answer;
    }
}
