package bridge.trigger;

import bridge.job.Accepted;
import bridge.job.JobLedger;
import bridge.job.NewJob;
import bridge.mirror.PortalEvent;
import bridge.mirror.PortalEvents;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns the log of what happened into jobs: calls of the automations that wait for it. */
@Component("triggerLog")
public class TriggerLog {

    private static final int PAGE = 500;

    private final PortalEvents log;
    private final Happenings happenings;
    private final Subscriptions subscriptions;
    private final JobLedger ledger;
    private final TransactionTemplate transaction;
    private final JdbcClient db;

    TriggerLog(
            PortalEvents log,
            Happenings happenings,
            Subscriptions subscriptions,
            JobLedger ledger,
            TransactionTemplate transaction,
            JdbcClient db) {
        this.log = log;
        this.happenings = happenings;
        this.subscriptions = subscriptions;
        this.ledger = ledger;
        this.transaction = transaction;
        this.db = db;
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
                TriggerCalls.JOB,
                subscription.id() + ":" + happening.eventId(),
                subscription.id() + ":" + happening.ticketId(),
                subscription.accountId(),
                new TriggerCall(subscription.id(), happening.outputFields()));
    }
}
