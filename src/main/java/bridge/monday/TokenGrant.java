package bridge.monday;

import java.time.Instant;

/**
 * What monday's token address gave.
 *
 * @param refreshToken null in the legacy flow
 * @param scopes       separated by spaces; empty when monday did not say
 * @param expiresAt    of the access token; null: it does not
 */
public record TokenGrant(String accessToken, String refreshToken, String scopes, Instant expiresAt) {

    /** Never a token: this may reach a log. */
    @Override
    public String toString() {
        return "TokenGrant[expiresAt=" + expiresAt + "]";
    }
}
