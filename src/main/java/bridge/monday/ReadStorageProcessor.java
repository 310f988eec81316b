package bridge.monday;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Takes the answer of monday's storage off the wire. */
@Component("readMondayStorage")
class ReadStorageProcessor implements Processor {

    private final StorageReplies replies;

    ReadStorageProcessor(StorageReplies replies) {
        this.replies = replies;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String retryAfter = message.getHeader("Retry-After", String.class);
        byte[] body = message.getBody(byte[].class);
        message.removeHeaders("*");
        message.setBody(null);
        message.setBody(replies.arrived(
                status, body, retryAfter, exchange.getVariable("storageRequest", StorageRequest.class)));
    }
}
