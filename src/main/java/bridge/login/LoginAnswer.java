package bridge.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a caller gets for logging in or refreshing.
 *
 * @param portalId  null for staff, and left out
 * @param expiresIn seconds
 */
record LoginAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,

        @JsonProperty("portal_id") @JsonInclude(JsonInclude.Include.NON_NULL)
        String portalId,

        @JsonProperty("expires_in") long expiresIn) {

    /** Never the token: this may reach a log. */
    @Override
    public String toString() {
        return "LoginAnswer[expiresIn=" + expiresIn + "]";
    }
}
