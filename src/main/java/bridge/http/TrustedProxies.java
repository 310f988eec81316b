package bridge.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Believes what a proxy of ours says about the caller ({@code X-Forwarded-For}, {@code -Proto}, {@code -Host}); from anybody else
 * these headers mean nothing. A caller can write anything into them, so only what our own proxies have added counts: the last
 * address that is none of them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrustedProxies extends OncePerRequestFilter {

    private static final int MAX_HOPS = 50;

    private final List<AddressRange> proxies;

    TrustedProxies(@Value("${bridge.api.trusted-proxies}") List<String> proxies) {
        this.proxies = proxies.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(AddressRange::parse)
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean believed = !proxies.isEmpty() && isProxy(AddressRange.address(request.getRemoteAddr()));
        chain.doFilter(believed ? new Forwarded(request) : request, response);
    }

    private boolean isProxy(InetAddress address) {
        return address != null && proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** From the nearest hop backwards, until one that is not a proxy of ours. */
    private String caller(HttpServletRequest request) {
        String nearest = request.getRemoteAddr();
        List<String> hops = values(request, "X-Forwarded-For");
        for (int i = hops.size() - 1; i >= 0 && i >= hops.size() - MAX_HOPS; i--) {
            InetAddress hop = AddressRange.address(withoutPort(hops.get(i)));
            if (hop == null) {
                return nearest;
            }
            nearest = hop.getHostAddress();
            if (!isProxy(hop)) {
                return nearest;
            }
        }
        return nearest;
    }

    private static List<String> values(HttpServletRequest request, String header) {
        List<String> values = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(header))) {
            for (String value : line.split(",")) {
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            }
        }
        return values;
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            return hop.substring(1).replaceFirst("].*", "");
        }
        return hop.indexOf(':') == hop.lastIndexOf(':') ? hop.replaceFirst(":.*", "") : hop;
    }

    /** The request as the caller made it. */
    private final class Forwarded extends HttpServletRequestWrapper {

        private final String address;
        private final String scheme;
        private final String host;
        private final int port;

        Forwarded(HttpServletRequest request) {
            super(request);
            address = caller(request);
            String proto = last(request, "X-Forwarded-Proto");
            boolean known = "https".equalsIgnoreCase(proto) || "http".equalsIgnoreCase(proto);
            scheme = known ? proto.toLowerCase(Locale.ROOT) : request.getScheme();
            String authority = last(request, "X-Forwarded-Host");
            boolean usable = authority != null && authority.matches("[A-Za-z0-9.-]{1,255}(:[0-9]{1,5})?");
            host = usable ? authority.replaceFirst(":.*", "") : request.getServerName();
            port = usable ? port(authority) : known ? defaultPort() : request.getServerPort();
        }

        private int port(String authority) {
            int colon = authority.indexOf(':');
            return colon < 0 ? defaultPort() : Integer.parseInt(authority.substring(colon + 1));
        }

        private int defaultPort() {
            return scheme.equals("https") ? 443 : 80;
        }

        private String last(HttpServletRequest request, String header) {
            List<String> values = values(request, header);
            return values.isEmpty() ? null : values.get(values.size() - 1);
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public String getRemoteHost() {
            return address;
        }

        @Override
        public String getScheme() {
            return scheme;
        }

        @Override
        public boolean isSecure() {
            return scheme.equals("https");
        }

        @Override
        public String getServerName() {
            return host;
        }

        @Override
        public int getServerPort() {
            return port;
        }

        @Override
        public StringBuffer getRequestURL() {
            boolean usual = port == defaultPort();
            return new StringBuffer(scheme + "://" + host + (usual ? "" : ":" + port) + getRequestURI());
        }
    }
}
