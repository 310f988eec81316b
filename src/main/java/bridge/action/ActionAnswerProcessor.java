package bridge.action;

import bridge.job.Accepted;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Acknowledges an accepted job (body) in the way its caller understands: an asynchronous action is told that it is received, a block
 * gets its output fields (developer.monday.com/apps/docs/workflows-actions), everybody else the word {@code Received}.
 */
@Component("answerAction")
class ActionAnswerProcessor implements Processor {

    private final ObjectMapper json;

    ActionAnswerProcessor(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Accepted job = message.getBody(Accepted.class);
        ActionCall call = exchange.getVariable("action", ActionCall.class);
        String accept = exchange.getVariable("accept", "", String.class).toLowerCase(Locale.ROOT);
        message.removeHeaders("*");
        if (call.callbackUrl() != null) {
            message.setBody(json.writeValueAsString(Map.of("status", "received", "actionUuid", call.actionUuid())));
        } else if (call.isBlock() && accept.contains("application/json")) {
            message.setBody(json.writeValueAsString(Map.of("outputFields", Map.of("jobId", Long.toString(job.id())))));
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
            message.setBody("Received");
        }
    }
}
