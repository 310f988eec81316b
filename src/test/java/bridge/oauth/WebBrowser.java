package bridge.oauth;

import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Visits the service as a browser does: with cookies, and without following redirects. */
public final class WebBrowser {

    private final PortalClient http;
    private final Map<String, String> cookies = new HashMap<>();

    public WebBrowser(PortalClient http) {
        this.http = http;
    }

    public Answer visit(String pathOrAddress) throws IOException, InterruptedException {
        return visit("GET", pathOrAddress, Map.of());
    }

    Answer visit(String method, String pathOrAddress, Map<String, String> headers)
            throws IOException, InterruptedException {
        Map<String, String> sent = new HashMap<>(headers);
        if (!cookies.isEmpty()) {
            sent.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        Answer answer = http.send(method, path(pathOrAddress), null, sent);
        if (answer.header("Set-Cookie") != null) {
            String[] cookie = answer.header("Set-Cookie").split(";")[0].split("=", 2);
            cookies.put(cookie[0], cookie[1]);
        }
        return answer;
    }

    private static String path(String pathOrAddress) {
        if (pathOrAddress.startsWith("/")) {
            return pathOrAddress;
        }
        URI uri = URI.create(pathOrAddress);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
