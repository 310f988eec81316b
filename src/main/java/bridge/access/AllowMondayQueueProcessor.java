package bridge.access;

import bridge.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets monday code's queue pass, which knows the secret that monday made for this version of the app
 * (developer.monday.com/apps/docs/monday-code-sdk). Without a secret nobody passes.
 */
@Component("allowMondayQueue")
class AllowMondayQueueProcessor implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(AllowMondayQueueProcessor.class);
    private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofMinutes(1);

    private final String secret;

    AllowMondayQueueProcessor(AppSettings app) {
        this.secret = app.topicSecret();
    }

    /** @throws Problem 401, or 503 without a secret of our own */
    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().removeHeader("Authorization");
        if (secret.isBlank()) {
            throw Problem.unavailable(
                    "QUEUE_NOT_CONFIGURED",
                    "monday code's queue is not configured on this service",
                    UNTIL_SOMEBODY_ACTS);
        }
        Map<?, ?> query = exchange.getVariable("query", Map.class);
        String given = query == null ? null : (String) query.get("secret");
        if (given == null || !MessageDigest.isEqual(bytes(given), bytes(secret))) {
            LOG.info("A message of the queue was refused: {}", given == null ? "no secret" : "its secret is not good");
            throw Problem.unauthenticated("Not authenticated");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
