package bridge.oauth;

/**
 * A browser's way to monday and back, as our side remembers it.
 *
 * @param accountId that was asked for: of the token in CONNECT, the board's own in LOGIN
 * @param userId    null in LOGIN
 * @param returnTo  where the browser goes in the end; null: nowhere
 * @param verifier  of PKCE; null in the legacy flow
 */
record Journey(Purpose purpose, long accountId, Long userId, String returnTo, String verifier) {

    /** Never the verifier: this may reach a log. */
    @Override
    public String toString() {
        return "Journey[purpose=" + purpose + ", accountId=" + accountId + "]";
    }
}
