package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One webhook call and how its tries went. */
public final class Delivery {
    final long number;
    final Webhook webhook;
    final ObjectNode event;
    final Instant createdAt;
    final List<String> tries = new CopyOnWriteArrayList<>();
    volatile State state = State.WAITING;

    /** What became of it. */
    public enum State {
        WAITING,
        DELIVERED,
        DROPPED,
        GIVEN_UP
    }

    Delivery(long number, Webhook webhook, ObjectNode event, Instant createdAt) {
        this.number = number;
        this.webhook = webhook;
        this.event = event;
        this.createdAt = createdAt;
    }

    public State state() {
        return state;
    }

    /** The outcome of each try: an HTTP status, or the name of what went wrong. */
    public List<String> tries() {
        return List.copyOf(tries);
    }

    public long webhookId() {
        return webhook.id();
    }

    /** The {@code event} of the body as it was first sent. */
    public JsonNode event() {
        return event;
    }

    /** {@code event.type}, which is not the name subscribed to. */
    public String type() {
        return event.path("type").textValue();
    }

    /** The item concerned, whichever of monday's two names carries it; empty text when there is none. */
    public String itemId() {
        return event.path("pulseId").asText(event.path("itemId").asText(""));
    }
}
