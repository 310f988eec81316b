package bridge.trigger;

import bridge.job.Accepted;
import bridge.job.Job;
import bridge.job.JobLedger;
import bridge.job.NewJob;
import bridge.mirror.PortalEvent;
import bridge.mirror.PortalEvents;
import bridge.monday.MondayPost;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns the log of what happened into calls of the automations that wait for it. */
@Component("triggerCalls")
public class TriggerCalls {

    static final String JOB = "trigger-call";

    private static final int PAGE = 500;

    private final PortalEvents log;
    private final Happenings happenings;
    private final Subscriptions subscriptions;
    private final JobLedger ledger;
    private final TransactionTemplate transaction;
    private final JdbcClient db;
    private final ObjectMapper json;

    TriggerCalls(
            PortalEvents log,
            Happenings happenings,
            Subscriptions subscriptions,
            JobLedger ledger,
            TransactionTemplate transaction,
            JdbcClient db,
            ObjectMapper json) {
        this.log = log;
        this.happenings = happenings;
        this.subscriptions = subscriptions;
        this.ledger = ledger;
        this.transaction = transaction;
        this.db = db;
        this.json = json;
    }

    /**
     * Reads on in the log. The position moves in the transaction that writes the jobs, and only from where it was read: of two
     * nodes that find the same events one turns them into jobs.
     *
     * @return the jobs, to be queued
     */
    public List<Accepted> readOn() {
        long from = db.sql("SELECT last_id FROM trigger_position WHERE id = 1")
                .query(Long.class)
                .single();
        List<PortalEvent> page = log.since(from, null, PAGE);
        if (page.isEmpty()) {
            return List.of();
        }
        long to = page.get(page.size() - 1).id();
        return transaction.execute(status -> moved(from, to) ? submit(page) : List.of());
    }

    private boolean moved(long from, long to) {
        return db.sql("UPDATE trigger_position SET last_id = :to WHERE id = 1 AND last_id = :from")
                        .param("to", to)
                        .param("from", from)
                        .update()
                == 1;
    }

    private List<Accepted> submit(List<PortalEvent> page) {
        List<Subscription> all = subscriptions.all();
        List<Accepted> jobs = new ArrayList<>();
        if (!all.isEmpty()) {
            for (PortalEvent event : page) {
                for (Happening happening : happenings.of(event)) {
                    all.stream()
                            .filter(subscription -> subscription.waitsFor(happening))
                            .forEach(subscription -> jobs.add(ledger.submit(job(subscription, happening))));
                }
            }
        }
        return jobs;
    }

    private static NewJob job(Subscription subscription, Happening happening) {
        return new NewJob(
                JOB,
                subscription.id() + ":" + happening.eventId(),
                subscription.id() + ":" + happening.ticketId(),
                subscription.accountId(),
                new TriggerCall(subscription.id(), happening.outputFields()));
    }

    /** @return null when the subscription has ended meanwhile: nobody waits any more */
    public MondayPost prepare(Job job) throws JsonProcessingException {
        TriggerCall call = json.treeToValue(job.payload(), TriggerCall.class);
        ObjectNode body = json.createObjectNode();
        body.putObject("trigger").set("outputFields", call.outputFields());
        return subscriptions
                .find(call.subscription())
                .map(subscription -> new MondayPost(subscription.webhookUrl(), body))
                .orElse(null);
    }
}
