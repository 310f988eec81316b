package bridge.oauth;

import bridge.access.AppSettings;
import bridge.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Where monday wants a browser to be sent back to: to monday itself, or to a host of {@code BACK_TO_URL_HOSTS}. */
@Component
class BackToUrl {

    private final Set<String> furtherHosts;

    BackToUrl(AppSettings app) {
        this.furtherHosts = app.backToUrlHosts().stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws Problem 400 for any other address */
    String check(String claimed) {
        try {
            URI uri = new URI(claimed);
            if (uri.getRawUserInfo() == null && isAllowed(uri)) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException e) {
            throw refused();
        }
        throw refused();
    }

    private boolean isAllowed(URI uri) {
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            return false;
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        boolean usualPort = uri.getPort() == -1 || uri.getPort() == usual;
        if (scheme.equals("https") && usualPort && (host.equals("monday.com") || host.endsWith(".monday.com"))) {
            return true;
        }
        return furtherHosts.contains(usualPort ? host : host + ":" + uri.getPort());
    }

    private static Problem refused() {
        return new Problem(400, "BACK_TO_URL_NOT_ALLOWED", "The token's backToUrl does not lead back to monday.com");
    }
}
