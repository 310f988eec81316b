package bridge.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Answers with the comments in the body, or with 304 to whoever has them already. */
@Component("answerComments")
class CommentsProcessor implements Processor {

    private final ObjectMapper json;

    CommentsProcessor(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        byte[] body = json.writeValueAsBytes(message.getBody());
        String etag = EntityTags.of(body);
        String known = message.getHeader("If-None-Match", String.class);
        message.removeHeaders("*");
        message.setHeader("ETag", etag);
        if (EntityTags.isAmong(etag, known)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            message.setBody(null);
        } else {
            message.setBody(body);
        }
    }
}
