package bridge.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who visits an entrance that people are sent to; the variable {@code browser} of a route.
 *
 * @param key       of its cookie (see {@link BrowserCookie}); null when it has none
 * @param wantsPage true when a person is looking
 * @param path      that was visited
 */
public record Browser(String key, boolean wantsPage, String path) {

    static Browser of(HttpServletRequest request, String key) {
        String accept = request.getHeader("Accept");
        return new Browser(key, accept != null && accept.contains("text/html"), request.getRequestURI());
    }

    /** Never the key: this may reach a log. */
    @Override
    public String toString() {
        return "Browser[path=" + path + "]";
    }
}
