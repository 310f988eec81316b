package bridge.connection;

import bridge.monday.ActingFor;

/**
 * Somebody's access to monday, opened. Its tokens leave it towards monday only.
 *
 * @param flow         {@code legacy} or {@code 2.1}: how it was obtained
 * @param refreshToken null in the legacy flow
 * @param ending       true when the access token expires within minutes, or has
 * @param expired      true when it has
 */
public record Connection(
        long accountId,
        long userId,
        String flow,
        String accessToken,
        String refreshToken,
        boolean ending,
        boolean expired) {

    public ActingFor actingFor() {
        return new ActingFor(Long.toString(accountId), accessToken);
    }

    /** Never a token: this may reach a log. */
    @Override
    public String toString() {
        return "Connection[accountId=" + accountId + ", userId=" + userId + "]";
    }
}
