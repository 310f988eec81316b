package bridge.oauth;

import bridge.access.AppSettings;
import bridge.http.Browser;
import bridge.http.BrowserCookie;
import bridge.http.Redirect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sends browsers to monday's authorize page (developer.monday.com/apps/docs/oauth). */
@Component
class Departures {

    private final AppSettings app;
    private final Journeys journeys;
    private final BrowserCookie cookies;
    private final String apiUrl;

    Departures(AppSettings app, Journeys journeys, BrowserCookie cookies, @Value("${bridge.api.url}") String apiUrl) {
        this.app = app;
        this.journeys = journeys;
        this.cookies = cookies;
        this.apiUrl = apiUrl.replaceAll("/+$", "");
    }

    /**
     * @param userId   null: whoever it will be
     * @param returnTo that was checked; null: nowhere
     */
    Redirect send(Browser browser, Purpose purpose, long accountId, Long userId, String returnTo) {
        // The key of a browser that has one is kept: another of its windows may be on its way as well.
        String key = browser.key() == null ? cookies.newKey() : browser.key();
        String verifier = app.isRotating() ? Secrets.create() : null;
        String state = journeys.begin(new Journey(purpose, accountId, userId, returnTo, verifier), key);
        return new Redirect(address(purpose, state, verifier), cookies.set(key, Journeys.LIFE));
    }

    /** The one that was sent with the browser, and is shown again with its code. */
    String callback(Purpose purpose) {
        return apiUrl + purpose.callback;
    }

    private String address(Purpose purpose, String state, String verifier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", app.clientId());
        query.put("redirect_uri", callback(purpose));
        query.put("state", state);
        if (purpose.scope != null) {
            query.put("scope", purpose.scope);
        }
        if (verifier != null) {
            query.put("code_challenge", Secrets.challenge(verifier));
            query.put("code_challenge_method", "S256");
        }
        String base = app.authorizeUrl().toString();
        return base
                + (base.contains("?") ? "&" : "?")
                + query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
