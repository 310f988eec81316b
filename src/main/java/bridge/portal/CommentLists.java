package bridge.portal;

import bridge.access.Caller;
import bridge.ticket.Comment;
import bridge.ticket.CommentRows;
import bridge.ticket.TicketRow;
import java.util.List;
import org.springframework.stereotype.Component;

/** The comments of a ticket, as far as the caller may see them. */
@Component("commentLists")
public class CommentLists {

    private final CommentRows rows;

    CommentLists(CommentRows rows) {
        this.rows = rows;
    }

    /** @return oldest first; the team's internal ones for staff only */
    public List<Comment> read(TicketRow ticket, Caller caller) {
        return caller.isStaff() ? rows.ofTicketForStaff(ticket.rowId()) : rows.ofTicket(ticket.rowId());
    }
}
