package bridge.monday;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Makes of a {@link MondayPost} the message that Camel's HTTP component sends, with nothing else in it. */
@Component("writeMondayPost")
class WritePostProcessor implements Processor {

    private final MondayPosts posts;
    private final ObjectMapper json;

    WritePostProcessor(MondayPosts posts, ObjectMapper json) {
        this.posts = posts;
        this.json = json;
    }

    /** @throws bridge.job.FinalFailure for an address that may not be called */
    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        MondayPost post = message.getMandatoryBody(MondayPost.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_URI, posts.target(post).toString());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(json.writeValueAsBytes(post.body()));
    }
}
