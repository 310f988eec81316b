package bridge.oauth;

import bridge.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where a person who logs in may be sent with a token: into {@code FRONTEND_URL} only. */
@Component
class ReturnTo {

    private final URI frontend;
    private final String folder;

    ReturnTo(@Value("${bridge.portal.frontend-url}") URI frontend) {
        this.frontend = frontend;
        this.folder = (frontend.getRawPath() == null ? "" : frontend.getRawPath()).replaceAll("/+$", "") + "/";
    }

    /**
     * @param wanted null: nowhere
     * @return null: nowhere
     * @throws Problem 400 for an address outside
     */
    String check(String wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(wanted);
            if (isSameOrigin(uri) && isWithin(uri) && uri.getRawFragment() == null) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException e) {
            throw refused();
        }
        throw refused();
    }

    private boolean isSameOrigin(URI uri) {
        return uri.getScheme() != null
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getScheme().equalsIgnoreCase(frontend.getScheme())
                && uri.getHost().equalsIgnoreCase(frontend.getHost())
                && port(uri) == port(frontend);
    }

    /** Browsers take {@code %2e} for a dot. */
    private boolean isWithin(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String plain = path.toLowerCase(Locale.ROOT).replace("%2e", ".");
        boolean climbs = (plain + "/").contains("/../") || (plain + "/").contains("/./") || plain.contains("%2f");
        return !climbs && (path + "/").startsWith(folder);
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static Problem refused() {
        return new Problem(400, "RETURN_TO_NOT_ALLOWED", "return_to does not lead into the portal's front end");
    }
}
