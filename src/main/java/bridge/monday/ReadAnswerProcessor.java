package bridge.monday;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Takes the answer off the wire, and stops the call when it is not monday's. */
@Component("readMondayAnswer")
class ReadAnswerProcessor implements Processor {

    private final MondayReplies replies;
    private final ServedVersion version;

    ReadAnswerProcessor(MondayReplies replies, ServedVersion version) {
        this.replies = replies;
        this.version = version;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().keySet().forEach(name -> headers.put(name, message.getHeader(name, String.class)));
        headers.values().removeIf(java.util.Objects::isNull);
        var answer = new MondayAnswer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                headers,
                message.getBody(String.class));
        message.removeHeaders("*");
        version.seen(answer.header("API-Version"));
        replies.checkArrived(answer, exchange.getVariable("mondayRequest", MondayRequest.class));
        message.setBody(answer);
    }
}
