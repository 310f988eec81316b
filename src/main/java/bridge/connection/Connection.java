package bridge.connection;

import bridge.monday.ActingFor;

/**
 * Somebody's access to monday, opened. Its tokens leave it towards monday only.
 *
 * @param version      one more with each new token
 * @param refreshToken null: obtained in the legacy flow
 * @param ending       true when the access token expires within minutes, or has
 * @param expired      true when it has
 */
public record Connection(
        long accountId,
        long userId,
        long version,
        String accessToken,
        String refreshToken,
        boolean ending,
        boolean expired) {

    public ActingFor actingFor() {
        return new ActingFor(Long.toString(accountId), accessToken);
    }

    boolean isLegacy() {
        return refreshToken == null;
    }

    /** Never a token: this may reach a log. */
    @Override
    public String toString() {
        return "Connection[accountId=" + accountId + ", userId=" + userId + ", version=" + version + "]";
    }
}
