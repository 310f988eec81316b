package bridge.portal;

import bridge.access.Caller;
import bridge.problem.Problem;
import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/** Reads what callers send about tickets and comments. */
@Component("ticketForms")
public class TicketForms {

    private static final int MAX_COMMENT = 5000;
    private static final int MAX_PORTAL = 255;

    private final ObjectMapper json;

    TicketForms(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param body null: none was sent
     * @throws Problem 400 or 422
     */
    public NewTicket newTicket(byte[] body, Caller caller) throws JsonProcessingException {
        Form form = Form.read(body, json);
        String title = form.line("title", NewTicket.MAX_TITLE);
        String description = form.lines("description", NewTicket.MAX_DESCRIPTION);
        Priority priority = form.has("priority")
                ? form.word("priority", Priority.values(), Priority::word).orElse(null)
                : Priority.MEDIUM;
        String portalId = caller.isStaff() ? form.line("portal_id", MAX_PORTAL) : caller.portalId();
        form.check();
        return new NewTicket(portalId, title, description, priority);
    }

    /** @throws Problem 400 or 422, also when there is nothing to change, or a status that is not the caller's to set */
    public TicketPatch patch(byte[] body, Caller caller) throws JsonProcessingException {
        Form form = Form.read(body, json);
        String title = form.has("title") ? form.line("title", NewTicket.MAX_TITLE) : null;
        String description = form.has("description") ? form.lines("description", NewTicket.MAX_DESCRIPTION) : null;
        Priority priority = form.has("priority")
                ? form.word("priority", Priority.values(), Priority::word).orElse(null)
                : null;
        TicketStatus status = form.has("status")
                ? form.word("status", TicketStatus.values(), TicketStatus::word).orElse(null)
                : null;
        if (status != null && !caller.isStaff() && status != TicketStatus.CLOSED && status != TicketStatus.OPEN) {
            form.refuse("status", "may be set to closed, or back to open");
        }
        form.check();
        var patch = new TicketPatch(title, description, priority, status);
        if (patch.isEmpty()) {
            throw Problem.invalid("body", "must hold at least one of title, description, priority, status");
        }
        return patch;
    }

    /** @throws Problem 400 or 422 */
    public NewComment comment(byte[] body) throws JsonProcessingException {
        Form form = Form.read(body, json);
        String text = form.lines("text", MAX_COMMENT);
        form.check();
        return new NewComment(text.strip());
    }
}
