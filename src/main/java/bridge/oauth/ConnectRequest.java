package bridge.oauth;

import bridge.connection.Account;

/**
 * A visit to the Authorization URL, as monday's token says it.
 *
 * @param backToUrl that was checked; null: of the session token of a view, which has none
 */
public record ConnectRequest(long accountId, long userId, String backToUrl) {

    public Account account() {
        return new Account(accountId, userId);
    }
}
