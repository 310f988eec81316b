package bridge.portal;

import bridge.job.Accepted;
import bridge.job.Job;
import bridge.job.JobOutcomes;
import bridge.mirror.CommentMirror;
import bridge.mirror.ItemFetches;
import bridge.mirror.Mirror;
import bridge.mirror.Questions;
import bridge.monday.MondayCall;
import bridge.monday.MondayCall.Priority;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import bridge.monday.MondayUnavailableException;
import bridge.portal.PendingComments.Waiting;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Brings comments to the board as updates, each once: monday recognises a repeated call for 30 minutes by our reference; later
 * the item's updates are read first, and the mirror recognises ours among them.
 */
@Component("commentDelivery")
public class CommentDelivery {

    /** A little less than monday remembers. */
    private static final Duration REMEMBERED = Duration.ofMinutes(25);

    /**
     * A try.
     *
     * @param comment null: it was withdrawn, or its ticket has left the board
     */
    public record Try(Job job, Waiting comment, Instant begun) {

        /** False when monday holds it already. */
        public boolean isWanted() {
            return comment != null && comment.updateId() == null && comment.itemId() != null;
        }

        /** True when an earlier try may have succeeded, and monday would not recognise this one as its repetition. */
        public boolean mayHaveArrived() {
            return isWanted()
                    && job.attempts() > 1
                    && begun.isAfter(job.createdAt().plus(REMEMBERED));
        }
    }

    private final PendingComments comments;
    private final CommentMirror mirror;
    private final Mirror clock;
    private final ItemFetches items;
    private final JobOutcomes outcomes;
    private final Transactions transactions;

    CommentDelivery(
            PendingComments comments,
            CommentMirror mirror,
            Mirror clock,
            ItemFetches items,
            JobOutcomes outcomes,
            Transactions transactions) {
        this.comments = comments;
        this.mirror = mirror;
        this.clock = clock;
        this.items = items;
        this.outcomes = outcomes;
        this.transactions = transactions;
    }

    public Try begin(Job job) {
        String reference = job.required("reference");
        return new Try(job, comments.find(reference).orElse(null), clock.now());
    }

    /** Reads the item and its updates into the mirror. */
    public Questions question(Try attempt) {
        Set<Long> item = Set.of(attempt.comment().itemId());
        return items.of(item, item, Priority.REFETCH, fetch -> items.write(fetch, null));
    }

    public MondayCall creation(Try attempt) {
        Waiting comment = attempt.comment();
        Priority priority = attempt.job().attempts() > 1 ? Priority.REFETCH : Priority.INTERACTIVE;
        return new MondayCall(
                "create-update",
                Map.of(
                        "item",
                        comment.itemId().toString(),
                        "body",
                        comment.body().html()),
                priority,
                comment.reference());
    }

    /**
     * Takes the update over and records the job as done, in one transaction.
     *
     * @param reply null: there is nothing to take over
     * @return jobs that may run now
     */
    public List<Accepted> finish(Try attempt, MondayReply reply) {
        return transactions.run(() -> {
            // The ticket may have left the board meanwhile, and its comments with it.
            if (reply != null && comments.find(attempt.comment().reference()).isPresent()) {
                JsonNode update = reply.data().path("create_update");
                mirror.applyOwn(attempt.comment().reference(), id(update), created(update));
            }
            return outcomes.done(attempt.job()).stream().toList();
        });
    }

    private static long id(JsonNode update) {
        long id = update.path("id").asLong();
        if (id <= 0) {
            throw new MondayUnavailableException("NO_DATA", true, null);
        }
        return id;
    }

    /** @return null when monday does not tell */
    private static Instant created(JsonNode update) {
        try {
            return OffsetDateTime.parse(update.path("created_at").asText()).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** monday will not take the comment. @throws MondayRefusedException always */
    public void refused(Try attempt, MondayRefusedException refusal) {
        comments.markFailed(attempt.comment().reference());
        throw refusal;
    }
}
