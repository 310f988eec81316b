package bridge.monday;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Takes the answer off the wire: a success leaves nothing behind, anything else is a failure. */
@Component("readMondayPost")
class ReadPostProcessor implements Processor {

    private final MondayPosts posts;

    ReadPostProcessor(MondayPosts posts) {
        this.posts = posts;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String retryAfter = message.getHeader("Retry-After", String.class);
        message.removeHeaders("*");
        message.setBody(null);
        posts.check(status, retryAfter);
    }
}
