package bridge.portal;

import bridge.access.Caller;
import bridge.board.BoardColumns;
import bridge.board.BoardLayout;
import bridge.mirror.ItemParser;
import bridge.mirror.Mirror;
import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import bridge.problem.Problem;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Changes and archives tickets on the board, one change of a ticket at a time, so that {@code If-Match} means something. */
@Component("ticketChanges")
public class TicketChanges {

    /**
     * A change under way; it holds the ticket's write lease.
     *
     * @param row   as it was when the lease was taken
     * @param patch what the board does not hold yet
     */
    public record Change(TicketRow row, TicketPatch patch, Instant begun) {

        public boolean isNeeded() {
            return !patch.isEmpty();
        }
    }

    private final TicketRows rows;
    private final WriteLeases leases;
    private final BoardColumns columns;
    private final ItemValues values;
    private final ItemParser items;
    private final Mirror mirror;
    private final ObjectMapper json;

    TicketChanges(
            TicketRows rows,
            WriteLeases leases,
            BoardColumns columns,
            ItemValues values,
            ItemParser items,
            Mirror mirror,
            ObjectMapper json) {
        this.rows = rows;
        this.leases = leases;
        this.columns = columns;
        this.values = values;
        this.items = items;
        this.mirror = mirror;
        this.json = json;
    }

    /**
     * Takes the ticket's write lease and looks at the ticket again.
     *
     * @param headers of the request: {@code If-Match} counts
     * @throws Problem 404, 409 while monday does not hold the ticket, 412, or 503 when others hold the lease for long
     */
    public Change begin(TicketRow found, TicketPatch patch, Caller caller, Map<String, Object> headers) {
        if (found.itemId() == null) {
            throw pending();
        }
        leases.take(found.rowId());
        try {
            TicketRow row = again(found);
            String wanted = (String) headers.get("If-Match");
            if (!EntityTags.permits(RenderedTicket.of(row.ticket(), json).etag(), wanted)) {
                throw new Problem(412, "PRECONDITION_FAILED", "The ticket has changed since it was read");
            }
            return new Change(row, patch.against(row.ticket(), caller.isStaff()), mirror.now());
        } catch (RuntimeException e) {
            leases.release(found.rowId());
            throw e;
        }
    }

    public MondayCall call(Change change) {
        BoardLayout layout = columns.current();
        return MondayCall.interactive(
                "change-item",
                Map.of(
                        "board", layout.boardId(),
                        "item", change.row().itemId().toString(),
                        "values", values.ofPatch(change.patch(), layout),
                        "columns", items.columnIds()),
                UUID.randomUUID().toString());
    }

    /** Takes over what monday gave back. @throws Problem 404 when the item is not there any more */
    public void written(Change change, MondayReply reply) {
        JsonNode item = reply.data().path("change_multiple_column_values");
        if (item.isNull()) {
            gone(change.row());
        }
        mirror.applyOwn(items.own(item), change.begun());
    }

    public void end(Change change) {
        leases.release(change.row().rowId());
    }

    /** @return the ticket as its portal sees it now. @throws Problem 404 when it does not see it any more */
    public TicketRow again(TicketRow row) {
        return rows.find(row.ticket().clientId(), row.ticket().id()).orElseThrow(TicketChanges::notFound);
    }

    /** @throws Problem 409 while monday does not hold the ticket */
    public MondayCall archiving(TicketRow row) {
        if (row.itemId() == null) {
            throw pending();
        }
        return MondayCall.interactive(
                "archive-item",
                Map.of("item", row.itemId().toString()),
                UUID.randomUUID().toString());
    }

    /** The item is not on the board any more. */
    public void left(TicketRow row) {
        mirror.remove(List.of(row.itemId()), mirror.now());
    }

    /** monday says that there is no such item. @throws Problem 404 always */
    public void gone(TicketRow row) {
        left(row);
        throw notFound();
    }

    private static Problem notFound() {
        return Problem.notFound("Ticket not found");
    }

    private static Problem pending() {
        return new Problem(
                409, "TICKET_PENDING", "monday.com does not hold this ticket yet; it can be changed once it does");
    }
}
