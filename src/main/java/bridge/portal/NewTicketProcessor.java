package bridge.portal;

import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Answers whoever opened the ticket in the body: 201 when monday holds it, 202 when it will. */
@Component("answerNewTicket")
class NewTicketProcessor implements Processor {

    private final ObjectMapper json;

    NewTicketProcessor(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        var row = message.getBody(TicketRow.class);
        Ticket ticket = row.ticket();
        RenderedTicket rendered = RenderedTicket.of(ticket, json);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, row.itemId() == null ? 202 : 201);
        message.setHeader("Location", FindTicketProcessor.address(ticket.clientId(), ticket.id()));
        message.setHeader("ETag", rendered.etag());
        message.setBody(rendered.body());
    }
}
