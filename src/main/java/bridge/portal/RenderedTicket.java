package bridge.portal;

import bridge.ticket.Ticket;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A ticket as it is sent.
 *
 * @param etag strong; stands for this state, and does not come back when a ticket is changed to and fro
 */
record RenderedTicket(byte[] body, String etag) {

    static RenderedTicket of(Ticket ticket, ObjectMapper json) {
        try {
            byte[] body = json.writeValueAsBytes(ticket);
            String content = EntityTags.of(body);
            return new RenderedTicket(body, "\"" + ticket.revision() + "-" + content.substring(1));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A ticket consists of texts, words and times", e);
        }
    }
}
