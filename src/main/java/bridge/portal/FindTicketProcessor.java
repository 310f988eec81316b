package bridge.portal;

import bridge.problem.Problem;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Finds the ticket that the path names ({@code portal_id}, {@code ticket_id}), in that portal only; sets the variable
 * {@code ticket}. A provisional id whose ticket monday holds by now is answered with 308 to its address, and the route stops.
 */
@Component("findTicket")
class FindTicketProcessor implements Processor {

    private final TicketRows rows;
    private final PendingTickets pending;

    FindTicketProcessor(TicketRows rows, PendingTickets pending) {
        this.rows = rows;
        this.pending = pending;
    }

    /** @throws Problem 404 */
    @Override
    public void process(Exchange exchange) {
        var path = (Map<?, ?>) exchange.getVariable("path");
        String portalId = (String) path.get("portal_id");
        String ticketId = (String) path.get("ticket_id");
        Optional<TicketRow> row = rows.find(portalId, ticketId);
        if (row.isPresent()) {
            exchange.setVariable("ticket", own(row.get(), portalId));
            return;
        }
        String itemId = reference(ticketId)
                .flatMap(reference -> pending.itemId(portalId, reference))
                .orElseThrow(() -> Problem.notFound("Ticket not found"));
        String below = below(exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 308);
        exchange.getMessage().setHeader("Location", address(portalId, itemId) + below);
        exchange.getMessage().setBody(null);
        exchange.setRouteStop(true);
    }

    /** The path of a ticket. */
    static String address(String portalId, String ticketId) {
        return "/tickets/" + UriUtils.encode(portalId, StandardCharsets.UTF_8) + "/" + ticketId;
    }

    private static Optional<String> reference(String ticketId) {
        return ticketId.startsWith(TicketRow.PENDING)
                ? Optional.of(ticketId.substring(TicketRow.PENDING.length()))
                : Optional.empty();
    }

    /** @return what stands after {@code /tickets/{portal_id}/{ticket_id}} */
    private static String below(String path) {
        String[] parts = path.split("/", 5);
        return parts.length < 5 || parts[4].isEmpty() ? "" : "/" + parts[4];
    }

    /** Looks a second time: nothing of another portal goes on from here, whatever the statement said. */
    private static TicketRow own(TicketRow row, String portalId) {
        if (!portalId.equals(row.ticket().clientId())) {
            throw new IllegalStateException("A ticket of another portal was found");
        }
        return row;
    }
}
