package bridge.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a user allowed the app, and the tokens that came of it. Its fields are guarded by the world's lock. */
public final class Grant {
    final User user;
    final List<String> scopes;
    final boolean rotating;
    final List<String> accessTokens = new ArrayList<>();
    final Set<String> oldRefreshTokens = new HashSet<>();
    String refreshToken;
    int refreshes;
    boolean revoked;
    boolean migrated;

    Grant(User user, List<String> scopes, boolean rotating) {
        this.user = user;
        this.scopes = scopes;
        this.rotating = rotating;
    }

    public User user() {
        return user;
    }

    public List<String> scopes() {
        return scopes;
    }

    /** True for the new flow's tokens, which expire and are refreshed. */
    public boolean rotating() {
        return rotating;
    }

    /** How often its tokens were refreshed. */
    public int refreshes() {
        return refreshes;
    }

    public boolean revoked() {
        return revoked;
    }

    /** The access token issued last. */
    public String accessToken() {
        return accessTokens.get(accessTokens.size() - 1);
    }

    /** The refresh token that is good now; null in the legacy flow. */
    public String refreshToken() {
        return refreshToken;
    }
}
