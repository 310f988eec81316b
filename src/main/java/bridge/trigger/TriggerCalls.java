package bridge.trigger;

import bridge.job.FinalFailure;
import bridge.job.Job;
import bridge.monday.MondayPost;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.stereotype.Component;

/** Writes the calls of automations (developer.monday.com/apps/docs/custom-trigger). */
@Component("triggerCalls")
public class TriggerCalls {

    static final String JOB = "trigger-call";

    private final Subscriptions subscriptions;
    private final ObjectMapper json;

    TriggerCalls(Subscriptions subscriptions, ObjectMapper json) {
        this.subscriptions = subscriptions;
        this.json = json;
    }

    /**
     * @param owner the account that the tickets belong to
     * @return null when nobody waits any more: the subscription has ended meanwhile, or is of another account
     */
    public MondayPost prepare(Job job, long owner) {
        TriggerCall call = read(job);
        ObjectNode body = json.createObjectNode();
        body.putObject("trigger").set("outputFields", call.outputFields());
        return subscriptions
                .find(call.subscription())
                .filter(subscription -> subscription.accountId() == owner)
                .map(subscription -> new MondayPost(subscription.webhookUrl(), body))
                .orElse(null);
    }

    private TriggerCall read(Job job) {
        String subscription = job.required("subscription");
        if (!job.payload().path("outputFields").isObject()) {
            throw new FinalFailure("The payload has no outputFields");
        }
        return new TriggerCall(subscription, job.payload().path("outputFields"));
    }
}
