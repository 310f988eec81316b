package bridge.portal;

import bridge.access.Caller;
import bridge.mirror.Mirror;
import bridge.monday.MondayRefusedException;
import bridge.problem.Problem;
import bridge.ticket.Comment;
import bridge.ticket.Comment.AuthorType;
import bridge.ticket.TicketRow;
import bridge.ticket.UpdateBody;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes in comments: what it accepts is on its way to the board, whatever happens to this process. */
@Component("newComments")
public class NewComments {

    private static final Logger LOG = LoggerFactory.getLogger(NewComments.class);

    private final IdempotentRequests requests;
    private final PendingComments comments;
    private final FirstTries tries;
    private final Transactions transactions;
    private final Mirror mirror;
    private final JdbcClient db;

    NewComments(
            IdempotentRequests requests,
            PendingComments comments,
            FirstTries tries,
            Transactions transactions,
            Mirror mirror,
            JdbcClient db) {
        this.requests = requests;
        this.comments = comments;
        this.tries = tries;
        this.transactions = transactions;
        this.mirror = mirror;
        this.db = db;
    }

    /**
     * Writes the comment and the job that delivers it, or recognises the request as made before. A comment on a ticket that
     * monday does not hold yet has no job: the ticket's delivery submits it.
     *
     * @param headers of the request: {@code Idempotency-Key} counts
     * @throws Problem 422; 404 when the ticket has just gone
     */
    public Submission accept(TicketRow ticket, NewComment comment, Caller caller, Map<String, Object> headers) {
        String key = (String) headers.get("Idempotency-Key");
        return transactions.run(() -> write(ticket, comment, caller, key));
    }

    private Submission write(TicketRow ticket, NewComment comment, Caller caller, String key) {
        String fingerprint = EntityTags.sha256("comment", Long.toString(ticket.rowId()), comment.text());
        var claim = requests.claim(caller, key, fingerprint, Reference::ofComment);
        if (!claim.fresh()) {
            return Submission.again(claim.reference());
        }
        boolean delivered = isDelivered(ticket);
        AuthorType type = caller.isStaff() ? AuthorType.ADMIN : AuthorType.CLIENT;
        comments.insert(claim.reference(), ticket, new UpdateBody(caller.name(), type, comment.text()));
        var job = delivered ? comments.submit(claim.reference(), ticket.rowId()) : null;
        LOG.info(
                "Comment {} on ticket {} is accepted",
                claim.reference(),
                ticket.ticket().id());
        return Submission.first(claim.reference(), job);
    }

    /** Waits for those that were accepted before and are being delivered; a few seconds at most. */
    public void awaitTurn(Submission submission) {
        tries.awaitTurn(submission);
    }

    /**
     * The first try is over, or the caller has waited long enough. What monday takes later stays; what it does not take is
     * withdrawn, since the caller is told so.
     *
     * @param outcome the failure, or anything else
     * @throws Problem   404 when monday has no such item any more
     * @throws Exception the failure, when the comment was withdrawn
     */
    public void afterTry(Submission submission, TicketRow ticket, Object outcome) throws Exception {
        try {
            tries.afterTry(submission, outcome, () -> comments.withdraw(submission.reference()));
        } catch (MondayRefusedException refusal) {
            if (refusal.isGone() && ticket.itemId() != null) {
                mirror.remove(List.of(ticket.itemId()), mirror.now());
                throw Problem.notFound("Ticket not found");
            }
            throw refusal;
        }
    }

    /** Waits for the outcome of a request that is being worked on, ten seconds at most. */
    public void await(Submission submission) {
        tries.await(PendingComments.JOB, submission.reference());
    }

    /** How it came out, as far as it has. @throws Problem when it has gone */
    public Comment outcome(Submission submission) {
        return comments.shown(submission.reference()).orElseThrow(() -> gone(submission.reference()));
    }

    private Problem gone(String reference) {
        return requests.holds(reference) ? Problem.notFound("Comment not found") : FirstTries.refused();
    }

    /** The ticket's delivery waits for this lock, and then sees the comment. */
    private boolean isDelivered(TicketRow ticket) {
        return db.sql("SELECT item_id IS NOT NULL FROM ticket WHERE id = :id FOR UPDATE")
                .param("id", ticket.rowId())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("Ticket not found"));
    }
}
