package bridge.access;

import bridge.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The monday app. Each value may be empty; no text form, since some are secrets.
 *
 * @param clientSecret   verifies what concerns the app as a whole, and is shown to monday's token address
 * @param signingSecret  verifies what runs an integration, and signs what we send to one
 * @param oauthFlow      {@code legacy} or {@code 2.1}
 * @param tokenUrl       empty: monday's, by the flow
 * @param backToUrlHosts hosts (with port, unless it is the scheme's) to which a browser may be sent, beside monday.com's
 * @param triggerUrlHosts hosts that may be called, beside monday.com's, there http too
 * @param topicSecret    sent by monday code's queue
 */
@ConfigurationProperties("bridge.app")
public record AppSettings(
        String clientId,
        String clientSecret,
        String signingSecret,
        String oauthFlow,
        URI authorizeUrl,
        String tokenUrl,
        List<String> backToUrlHosts,
        List<String> triggerUrlHosts,
        String topicSecret) {

    private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofMinutes(1);

    /** True when the app half can work: with the client's id, its secret and the signing secret. */
    public boolean isConfigured() {
        return !clientId.isBlank() && !clientSecret.isBlank() && !signingSecret.isBlank();
    }

    public boolean isRotating() {
        return oauthFlow.equals("2.1");
    }

    /** @throws Problem 503 when the app half is not configured */
    public void require() {
        if (!isConfigured()) {
            throw Problem.unavailable(
                    "APP_NOT_CONFIGURED", "The monday app is not configured on this service", UNTIL_SOMEBODY_ACTS);
        }
    }

    @Override
    public String toString() {
        return "AppSettings";
    }
}
