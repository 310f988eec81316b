package bridge.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a member of the owning account gets for logging in.
 *
 * @param expiresIn seconds
 */
record StaffAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        User user) {

    /** @param email null when monday did not tell */
    record User(
            String id,
            String name,
            String email,
            @JsonProperty("account_id") String accountId) {}

    /** Never the token: this may reach a log. */
    @Override
    public String toString() {
        return "StaffAnswer[expiresIn=" + expiresIn + "]";
    }
}
