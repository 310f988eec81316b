package bridge.webhook;

import java.util.Map;
import org.springframework.stereotype.Component;

/** What monday is answered. */
@Component("webhookAnswers")
public class WebhookAnswers {

    public Map<String, String> challenge(String challenge) {
        return Map.of("challenge", challenge);
    }
}
