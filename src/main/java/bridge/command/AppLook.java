package bridge.command;

import bridge.access.AppSettings;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The settings of the monday app, and what its page in monday's developer centre must say. */
@Component
@Lazy
@Order(1)
class AppLook implements Check {

    private final AppSettings app;
    private final String apiUrl;

    AppLook(AppSettings app, @Value("${bridge.api.url}") String apiUrl) {
        this.app = app;
        this.apiUrl = apiUrl.replaceAll("/+$", "");
    }

    @Override
    public String subject() {
        return "monday app";
    }

    @Override
    public List<Finding> look() {
        if (app.isConfigured()) {
            return List.of(Finding.ok(
                    subject(),
                    "configured; its redirect URLs in monday's developer centre must be " + apiUrl
                            + "/auth/monday/callback and " + apiUrl + "/auth/callback, its OAuth flow "
                            + app.oauthFlow()));
        }
        boolean none = Stream.of(app.clientId(), app.clientSecret(), app.signingSecret())
                .allMatch(String::isBlank);
        return List.of(
                none
                        ? Finding.ok(
                                subject(), "not configured: connecting, staff login, actions and triggers answer 503")
                        : Finding.fail(
                                subject(),
                                "set all of MONDAY_OAUTH_CLIENT_ID, MONDAY_OAUTH_CLIENT_SECRET and MONDAY_SIGNING_SECRET, or none"));
    }
}
