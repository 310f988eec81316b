package bridge.monday;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which addresses may be called because monday, or whoever speaks in its name, asks us to. */
@Component("callTargets")
public class CallTargets {

    private static final int MAX_LENGTH = 2048;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Hosts in lower case, some with a port. */
    private final Set<String> trusted;

    CallTargets(@Value("${bridge.app.trigger-url-hosts:}") List<String> trusted) {
        this.trusted = trusted.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return the address, read; empty when it is none, or not one that may be called */
    public Optional<URI> read(String url) {
        if (url == null || url.length() > MAX_LENGTH || !url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url).parseServerAuthority();
            boolean plain = uri.isAbsolute()
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            return plain && (isMondays(uri) || isTrusted(uri)) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** True when the operator has named this host, with any port or with some. */
    boolean isTrustedHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return trusted.stream()
                .anyMatch(t -> t.equals(name) || t.replaceFirst(":[0-9]+$", "").equals(name));
    }

    private static boolean isMondays(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getScheme().equalsIgnoreCase("https")
                && (uri.getPort() == -1 || uri.getPort() == HTTPS_PORT)
                && (host.equals("monday.com") || host.endsWith(".monday.com"));
    }

    private boolean isTrusted(URI uri) {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        if (!secure && !uri.getScheme().equalsIgnoreCase("http")) {
            return false;
        }
        int port = uri.getPort() == -1 ? (secure ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return trusted.contains(host) || trusted.contains(host + ":" + port);
    }
}
