package bridge.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who is on the other end of the connection, as far as HTTP tells.
 *
 * @param address   the IP address; {@link TrustedProxies} has replaced that of a trusted proxy
 * @param userAgent never null, at most 500 characters
 */
public record ClientAddress(String address, String userAgent) {

    private static final int MAX_USER_AGENT = 500;

    static ClientAddress of(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        if (agent == null) {
            agent = "";
        }
        return new ClientAddress(request.getRemoteAddr(), agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
    }
}
