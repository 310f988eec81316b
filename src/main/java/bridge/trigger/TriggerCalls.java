package bridge.trigger;

import bridge.job.Job;
import bridge.monday.MondayPost;
import com.fasterxml.jackson.core.JsonProcessingException;
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
    public MondayPost prepare(Job job, long owner) throws JsonProcessingException {
        TriggerCall call = json.treeToValue(job.payload(), TriggerCall.class);
        ObjectNode body = json.createObjectNode();
        body.putObject("trigger").set("outputFields", call.outputFields());
        return subscriptions
                .find(call.subscription())
                .filter(subscription -> subscription.accountId() == owner)
                .map(subscription -> new MondayPost(subscription.webhookUrl(), body))
                .orElse(null);
    }
}
