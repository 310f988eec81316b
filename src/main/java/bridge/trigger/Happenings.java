package bridge.trigger;

import bridge.board.BoardId;
import bridge.mirror.PortalEvent;
import bridge.mirror.PortalEvent.Type;
import bridge.ticket.Priority;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the log of what happened as the triggers mean it. The log never holds a team note, so no field of ours does. */
@Component
class Happenings {

    private final TicketRows tickets;
    private final BoardId board;
    private final ObjectMapper json;

    Happenings(TicketRows tickets, BoardId board, ObjectMapper json) {
        this.tickets = tickets;
        this.board = board;
        this.json = json;
    }

    /** @return usually none or one */
    List<Happening> of(PortalEvent event) {
        if (event.ticketId().startsWith(TicketRow.PENDING) || event.type() == Type.TICKET_DELETED) {
            return List.of();
        }
        JsonNode data = read(event);
        if (event.type() == Type.COMMENT_ADDED) {
            return reply(event, data).stream().toList();
        }
        List<Happening> found = new ArrayList<>();
        if (event.type() == Type.TICKET_CREATED && event.earlierStatus() == null) {
            found.add(happening(event, Trigger.TICKET_CREATED, data, fields(data)));
        }
        boolean isFinished = TicketStatus.ofWord(data.path("status").asText()).isFinished();
        if (event.earlierStatus() != null && event.earlierStatus().isFinished() && !isFinished) {
            found.add(happening(event, Trigger.TICKET_REOPENED, data, fields(data)));
        }
        return found;
    }

    /** @return empty for a comment of the team, or when the ticket has gone meanwhile */
    private Optional<Happening> reply(PortalEvent event, JsonNode comment) {
        if (!comment.path("author_type").asText().equals("client")) {
            return Optional.empty();
        }
        return tickets.findAny(event.ticketId()).map(row -> {
            JsonNode ticket = json.valueToTree(row.ticket());
            ObjectNode fields = fields(ticket);
            fields.put("author", comment.path("author").asText());
            fields.put("text", comment.path("text").asText());
            return happening(event, Trigger.CLIENT_REPLIED, ticket, fields);
        });
    }

    private static Happening happening(PortalEvent event, Trigger trigger, JsonNode ticket, ObjectNode fields) {
        return new Happening(
                event.id(),
                trigger,
                event.ticketId(),
                event.portalId(),
                Priority.ofWord(ticket.path("priority").asText()),
                fields);
    }

    /** monday's ids are numbers to its automations; the rest is text, empty where there is none. */
    private ObjectNode fields(JsonNode ticket) {
        ObjectNode fields = json.createObjectNode();
        board.find().ifPresent(id -> fields.put("boardId", Long.parseLong(id)));
        fields.put("itemId", ticket.path("id").asLong());
        fields.put("ticketId", ticket.path("id").asText());
        fields.put("title", ticket.path("title").asText());
        fields.put("status", ticket.path("status").asText());
        fields.put("priority", ticket.path("priority").asText());
        fields.put("portal", ticket.path("client_id").asText(""));
        fields.put("clientEmail", ticket.path("client_email").asText(""));
        fields.put("clientName", ticket.path("client_name").asText(""));
        return fields;
    }

    private JsonNode read(PortalEvent event) {
        try {
            return json.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of our own log cannot be read", e);
        }
    }
}
