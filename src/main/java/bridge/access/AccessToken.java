package bridge.access;

/**
 * A signed token of a session.
 *
 * @param expiresIn whole seconds from now
 */
public record AccessToken(String token, long expiresIn) {

    /** Never the token itself: this may reach a log. */
    @Override
    public String toString() {
        return "AccessToken[expiresIn=" + expiresIn + "]";
    }
}
