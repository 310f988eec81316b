package bridge.monday;

/**
 * Another account than the board's, for which monday is called: the app was connected to it.
 *
 * @param token of a user of that account
 */
public record ActingFor(String accountId, String token) {

    /** Never the token: this may reach a log. */
    @Override
    public String toString() {
        return "ActingFor[accountId=" + accountId + "]";
    }
}
