package bridge.http;

/**
 * Where a browser is sent.
 *
 * @param location an absolute address that was checked; null: nowhere to go
 * @param cookie   value of {@code Set-Cookie}; null: none
 */
public record Redirect(String location, String cookie) {

    /** Nothing of it: it can hold a token. */
    @Override
    public String toString() {
        return "Redirect";
    }
}
