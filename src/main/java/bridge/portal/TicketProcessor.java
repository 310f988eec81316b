package bridge.portal;

import bridge.mirror.MirrorAge;
import bridge.ticket.TicketRow;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Answers with the ticket in the variable {@code ticket}; a reader who has it already gets 304. */
@Component("answerTicket")
class TicketProcessor implements Processor {

    private final ObjectMapper json;
    private final MirrorAge age;

    TicketProcessor(ObjectMapper json, MirrorAge age) {
        this.json = json;
        this.age = age;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        RenderedTicket ticket = RenderedTicket.of(
                exchange.getVariable("ticket", TicketRow.class).ticket(), json);
        String known = message.getHeader("If-None-Match", String.class);
        String method = message.getHeader(Exchange.HTTP_METHOD, String.class);
        boolean reading = "GET".equals(method) || "HEAD".equals(method);
        message.removeHeaders("*");
        message.setHeader("ETag", ticket.etag());
        message.setHeader("X-Data-Age", age.seconds());
        if (reading && EntityTags.isAmong(ticket.etag(), known)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            message.setBody(null);
        } else {
            message.setBody(ticket.body());
        }
    }
}
