package bridge.portal;

import bridge.ticket.Comment;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Answers whoever wrote the comment in the body: 201 when monday holds it, 202 when it will. */
@Component("answerNewComment")
class NewCommentProcessor implements Processor {

    private final ObjectMapper json;

    NewCommentProcessor(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Comment comment = message.getBody(Comment.class);
        String path = message.getHeader(Exchange.HTTP_PATH, String.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, comment.sync() == null ? 201 : 202);
        message.setHeader("Location", path);
        message.setBody(json.writeValueAsBytes(comment));
    }
}
