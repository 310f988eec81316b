package bridge.portal;

import bridge.board.BoardColumns;
import bridge.board.BoardLayout;
import bridge.board.Field;
import bridge.job.Accepted;
import bridge.job.Job;
import bridge.job.JobOutcomes;
import bridge.mirror.ItemParser;
import bridge.mirror.Mirror;
import bridge.monday.MondayCall;
import bridge.monday.MondayCall.Priority;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings accepted tickets to the board, each once: its reference is the key that monday recognises a repeated call by for 30
 * minutes, and stands in a column of the item, by which it is found later
 * (<a href="https://developer.monday.com/api-reference/docs/idempotency">idempotency</a>).
 */
@Component("ticketDelivery")
public class TicketDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(TicketDelivery.class);

    private final PendingTickets tickets;
    private final PendingComments comments;
    private final BoardColumns columns;
    private final ItemValues values;
    private final ItemParser items;
    private final Mirror mirror;
    private final JobOutcomes outcomes;
    private final Transactions transactions;

    TicketDelivery(
            PendingTickets tickets,
            PendingComments comments,
            BoardColumns columns,
            ItemValues values,
            ItemParser items,
            Mirror mirror,
            JobOutcomes outcomes,
            Transactions transactions) {
        this.tickets = tickets;
        this.comments = comments;
        this.columns = columns;
        this.values = values;
        this.items = items;
        this.mirror = mirror;
        this.outcomes = outcomes;
        this.transactions = transactions;
    }

    public Delivery begin(Job job) {
        String reference = job.required("reference");
        return new Delivery(job, tickets.find(reference).orElse(null), mirror.now());
    }

    /** The call that finds the item which an earlier try made. */
    public MondayCall search(Delivery delivery) {
        BoardLayout layout = columns.current();
        Map<String, Object> column = Map.of(
                "column_id", ItemValues.column(Field.TICKET_ID, layout),
                "column_values", List.of(delivery.row().reference()));
        Map<String, Object> variables =
                Map.of("board", layout.boardId(), "search", List.of(column), "columns", items.columnIds());
        return new MondayCall("find-item", variables, priority(delivery), null);
    }

    /** @return the item; null when there is none. Of several, copies that people made, it is the oldest */
    public JsonNode found(MondayReply reply) {
        JsonNode page = reply.data().path("items_page_by_column_values").path("items");
        return StreamSupport.stream(page.spliterator(), false)
                .min(Comparator.comparingLong(item -> item.path("id").asLong()))
                .orElse(null);
    }

    /** @param again true: the first call was refused, and its answer may be kept under the first key */
    public MondayCall creation(Delivery delivery, boolean again) {
        BoardLayout layout = columns.current();
        Map<String, Object> variables = Map.of(
                "board", layout.boardId(),
                "name", delivery.row().ticket().title(),
                "values", values.ofNew(delivery.row(), layout),
                "columns", items.columnIds());
        String key = delivery.row().reference() + (again ? "-again" : "");
        return new MondayCall("create-item", variables, priority(delivery), key);
    }

    public JsonNode created(MondayReply reply) {
        return reply.data().path("create_item");
    }

    /**
     * Takes the item over and records the job as done, in one transaction.
     *
     * @param item null: there is nothing to take over
     * @return jobs that may run now
     */
    public List<Accepted> finish(Delivery delivery, JsonNode item) {
        return transactions.run(() -> {
            if (item != null) {
                var ticket = mirror.applyOwn(items.own(item), delivery.begun());
                LOG.info("Ticket {} is item {}", delivery.row().reference(), ticket.id());
            }
            List<Accepted> next = new ArrayList<>();
            if (delivery.row() != null) {
                next.addAll(comments.submitWaiting(delivery.row().rowId()));
            }
            outcomes.done(delivery.job()).ifPresent(next::add);
            return next;
        });
    }

    /** @throws MondayRefusedException the refusal, unless another look at the board's layout may mend it */
    public void unlessAboutLayout(MondayRefusedException refusal) {
        if (!refusal.isAboutLayout()) {
            throw refusal;
        }
    }

    /** monday will not take the ticket. @throws MondayRefusedException always */
    public void refused(Delivery delivery, MondayRefusedException refusal) {
        tickets.markFailed(delivery.row().reference());
        throw refusal;
    }

    private static Priority priority(Delivery delivery) {
        return delivery.job().attempts() > 1 ? Priority.REFETCH : Priority.INTERACTIVE;
    }
}
