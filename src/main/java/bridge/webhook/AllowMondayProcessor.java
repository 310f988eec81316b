package bridge.webhook;

import bridge.access.MondayJwt;
import bridge.board.WebhookKey;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets webhooks pass that monday signed, or that come to the address which only monday knows. One thing passes without proof: the
 * challenge by which monday tries an address before there is a webhook. It is put into the variable {@code challenge}, and its
 * route does nothing but send it back.
 */
@Component("allowMonday")
class AllowMondayProcessor implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(AllowMondayProcessor.class);
    private static final int MAX_CHALLENGE = 255;

    private final MondayJwt jwt;
    private final WebhookKey key;
    private final ObjectMapper json;

    AllowMondayProcessor(MondayJwt jwt, WebhookKey key, ObjectMapper json) {
        this.jwt = jwt;
        this.key = key;
        this.json = json;
    }

    /** @throws Problem 401 */
    @Override
    public void process(Exchange exchange) {
        String authorization = (String) exchange.getMessage().removeHeader("Authorization");
        Map<?, ?> query = exchange.getVariable("query", Map.class);
        Optional<String> challenge = challenge(exchange.getMessage().getBody(byte[].class));
        if (challenge.isPresent()) {
            exchange.setVariable("challenge", challenge.get());
            return;
        }
        boolean signed = jwt.verify(authorization, exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class))
                .isPresent();
        if (!signed && !key.matches(query == null ? null : (String) query.get("key"))) {
            LOG.info("A webhook was refused: {}", authorization == null ? "no proof" : "its proof is not good");
            throw Problem.unauthenticated("Not authenticated");
        }
    }

    private Optional<String> challenge(byte[] body) {
        if (body == null || body.length > 2 * MAX_CHALLENGE) {
            return Optional.empty();
        }
        try {
            JsonNode read = json.readTree(body);
            boolean only = read != null
                    && read.isObject()
                    && read.size() == 1
                    && read.path("challenge").isTextual();
            return Optional.ofNullable(only ? read.get("challenge").textValue() : null)
                    .filter(text -> text.length() <= MAX_CHALLENGE);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
