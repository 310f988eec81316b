package bridge.portal;

import bridge.access.Caller;
import bridge.job.Accepted;
import bridge.job.JobLedger;
import bridge.job.NewJob;
import bridge.problem.Problem;
import bridge.ticket.TicketRow;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes in new tickets: what it accepts is on its way to the board, whatever happens to this process. */
@Component("newTickets")
public class NewTickets {

    static final String JOB = "ticket-create";

    private static final Logger LOG = LoggerFactory.getLogger(NewTickets.class);

    private final IdempotentRequests requests;
    private final PendingTickets tickets;
    private final JobLedger ledger;
    private final FirstTries tries;
    private final Transactions transactions;
    private final JdbcClient db;

    NewTickets(
            IdempotentRequests requests,
            PendingTickets tickets,
            JobLedger ledger,
            FirstTries tries,
            Transactions transactions,
            JdbcClient db) {
        this.requests = requests;
        this.tickets = tickets;
        this.ledger = ledger;
        this.tries = tries;
        this.transactions = transactions;
        this.db = db;
    }

    /**
     * Writes the ticket and the job that delivers it, or recognises the request as made before.
     *
     * @param headers of the request: {@code Idempotency-Key} counts
     * @throws Problem 422
     */
    public Submission accept(NewTicket ticket, Caller caller, Map<String, Object> headers) {
        String email = caller.isStaff() ? addressOf(ticket.portalId()) : caller.email();
        String key = (String) headers.get("Idempotency-Key");
        return transactions.run(() -> write(ticket, email, caller, key));
    }

    private Submission write(NewTicket ticket, String email, Caller caller, String key) {
        String fingerprint = EntityTags.sha256(
                "ticket",
                ticket.portalId(),
                ticket.title(),
                ticket.description(),
                ticket.priority().word());
        var claim = requests.claim(caller, key, fingerprint, Reference::ofTicket);
        if (!claim.fresh()) {
            return Submission.again(claim.reference());
        }
        tickets.insert(claim.reference(), ticket, email);
        Accepted job = ledger.submit(
                new NewJob(JOB, claim.reference(), ticket.portalId(), Map.of("reference", claim.reference())));
        LOG.info("Ticket {} is accepted as job {}", claim.reference(), job.id());
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
     * @throws Exception the failure, when the ticket was withdrawn
     */
    public void afterTry(Submission submission, Object outcome) throws Exception {
        tries.afterTry(submission, outcome, () -> tickets.withdraw(submission.reference()));
    }

    /** Waits for the outcome of a request that is being worked on, ten seconds at most. */
    public void await(Submission submission) {
        tries.await(JOB, submission.reference());
    }

    /**
     * How it came out, as far as it has.
     *
     * @return the ticket: delivered, or pending and then to be found by its provisional id from now on
     * @throws Problem when it has gone, or is not the caller's to see any more
     */
    public TicketRow outcome(Submission submission, Caller caller) {
        return transactions.run(() -> {
            TicketRow row = tickets.lock(submission.reference()).orElseThrow(() -> gone(submission.reference()));
            if (row.ticket().clientId() == null || !caller.mayReach(row.ticket().clientId())) {
                throw Problem.notFound("Ticket not found");
            }
            if (row.itemId() == null) {
                tickets.promise(row);
            }
            return row;
        });
    }

    private Problem gone(String reference) {
        return requests.holds(reference) ? Problem.notFound("Ticket not found") : FirstTries.refused();
    }

    /** Of the portal's first client: staff open a ticket for the portal, not for a person. */
    private String addressOf(String portalId) {
        return db.sql("SELECT email FROM client WHERE portal_id = :portal ORDER BY is_active DESC, id LIMIT 1")
                .param("portal", portalId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.invalid("portal_id", "is no known portal"));
    }
}
