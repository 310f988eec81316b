package bridge.simulator;

/** A refusal in OAuth's words. */
final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String error;

    OAuthException(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    static OAuthException invalidRequest(String description) {
        return new OAuthException(400, "invalid_request", description);
    }

    static OAuthException invalidGrant(String description) {
        return new OAuthException(400, "invalid_grant", description);
    }
}
