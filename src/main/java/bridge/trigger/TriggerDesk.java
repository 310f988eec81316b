package bridge.trigger;

import bridge.access.MondayCaller;
import bridge.mirror.PortalEvents;
import bridge.monday.CallTargets;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in and ends subscriptions. */
@Component("triggerDesk")
public class TriggerDesk {

    private static final Logger LOG = LoggerFactory.getLogger(TriggerDesk.class);

    private static final String SUBSCRIPTION_ID = "[A-Za-z0-9_.:-]{1,64}";

    private final Subscriptions subscriptions;
    private final CallTargets targets;
    private final PortalEvents events;

    TriggerDesk(Subscriptions subscriptions, CallTargets targets, PortalEvents events) {
        this.subscriptions = subscriptions;
        this.targets = targets;
        this.events = events;
    }

    /**
     * @param word of the trigger, as the address has it
     * @return {@code webhookId}: what monday will end the subscription with
     * @throws Problem 404 for a trigger that there is not, 400 for an address that may not be called or values that cannot be
     */
    public Map<String, String> subscribe(String word, JsonNode body, MondayCaller caller) {
        Trigger trigger = trigger(word);
        TriggerPayload payload = TriggerPayload.of(body);
        String url = payload.text("webhookUrl");
        if (targets.read(url).isEmpty()) {
            throw Problem.invalid("webhookUrl", "is not an https address of monday.com");
        }
        String ours = UUID.randomUUID().toString();
        String id = subscriptions.keep(new Subscription(
                ours,
                caller.accountId(),
                trigger,
                subscriptionId(payload, ours),
                url,
                payload.portal(),
                payload.priority(),
                events.lastId()));
        LOG.info("Account {} subscribed to {}", caller.accountId(), trigger.word());
        return Map.of("webhookId", id);
    }

    /**
     * Ends a subscription of the caller's account; one that there is not has ended already.
     *
     * @throws Problem 404 for a trigger that there is not, 400 when no subscription is named
     */
    public Map<String, String> unsubscribe(String word, JsonNode body, MondayCaller caller) {
        Trigger trigger = trigger(word);
        String id = TriggerPayload.of(body).text("webhookId");
        if (id == null) {
            throw Problem.invalid("webhookId", "is missing");
        }
        if (id.matches(SUBSCRIPTION_ID)) {
            subscriptions.end(caller.accountId(), trigger, id);
            LOG.info("Account {} unsubscribed from {}", caller.accountId(), trigger.word());
        }
        return Map.of();
    }

    private static String subscriptionId(TriggerPayload payload, String otherwise) {
        String id = payload.text("subscriptionId");
        if (id != null && !id.matches(SUBSCRIPTION_ID)) {
            throw Problem.invalid("subscriptionId", "is not an id");
        }
        return id == null ? otherwise : id;
    }

    private static Trigger trigger(String word) {
        return Trigger.ofWord(word).orElseThrow(() -> Problem.notFound("There is no trigger of this name"));
    }
}
