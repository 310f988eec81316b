package bridge.monday;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Turns the answer into a reply, or into the failure that it reports. */
@Component("readMondayReply")
class ReadReplyProcessor implements Processor {

    private final MondayReplies replies;
    private final CallMeter meter;

    ReadReplyProcessor(MondayReplies replies, CallMeter meter) {
        this.replies = replies;
        this.meter = meter;
    }

    @Override
    public void process(Exchange exchange) {
        MondayRequest request = exchange.getVariable("mondayRequest", MondayRequest.class);
        MondayReply reply = replies.read(exchange.getMessage().getBody(MondayAnswer.class), request);
        meter.cost(request, reply);
        exchange.getMessage().setBody(reply);
    }
}
