package bridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells subscribers what happened: one call per subscription, asynchronously, repeated until it is answered with 2xx or
 * 30 tries have failed. Its switches make the deliveries as bad as a network can.
 */
public final class WebhookSender implements AutoCloseable {
    private static final int MAX_TRIES = 31;
    private static final int KEPT = 20_000;

    private final World world;
    private final WebhookCalls calls;
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(8, Daemon.threads("webhook"));
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Delivery> held = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger toDrop = new AtomicInteger();
    private volatile boolean paused;
    private volatile boolean reordering;
    private volatile boolean bearer;
    private volatile int copies = 1;
    private volatile Duration delay = Duration.ZERO;
    private volatile Duration retryEvery;

    WebhookSender(World world, WebhookCalls calls, Duration retryEvery) {
        this.world = world;
        this.calls = calls;
        this.retryEvery = retryEvery;
    }

    /** Holds deliveries back until {@link #resume()}. */
    public void pause() {
        paused = true;
    }

    /** Sends what was held back; with {@link #reorder} the latest first. */
    public void resume() {
        List<Delivery> waiting;
        synchronized (held) {
            paused = false;
            waiting = new ArrayList<>(held);
            held.clear();
        }
        if (reordering) {
            Collections.reverse(waiting);
        }
        waiting.forEach(d -> schedule(d, delay));
    }

    /** Makes deliveries overtake each other, by waits of up to 400 ms of which later ones get less. */
    public void reorder(boolean on) {
        reordering = on;
    }

    /** Waits before each delivery. */
    public void delay(Duration before) {
        delay = before;
    }

    /** Sends every delivery this many times, the repetitions marked as retries. */
    public void copies(int times) {
        copies = Math.max(1, times);
    }

    /** Loses the next deliveries for good; a negative number loses all until called with 0. */
    public void dropNext(int count) {
        toDrop.set(count);
    }

    /** How long after a failed try the next one follows; monday's own minute by real time. */
    public void retryEvery(Duration pause) {
        retryEvery = pause;
    }

    /** Writes the JWT with {@code Bearer} before it, as some deliveries have it. */
    public void bearer(boolean on) {
        bearer = on;
    }

    /** All switches back to reliable delivery. What is held back is sent. */
    public void reset() {
        reordering = false;
        delay = Duration.ZERO;
        copies = 1;
        toDrop.set(0);
        resume();
    }

    public List<Delivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    /** Number of deliveries that are neither done nor given up. */
    public long waiting() {
        return deliveries().stream()
                .filter(d -> d.state == Delivery.State.WAITING)
                .count();
    }

    ObjectNode switches() {
        return Json.object()
                .put("paused", paused)
                .put("reorder", reordering)
                .put("bearer", bearer)
                .put("copies", copies)
                .put("dropNext", toDrop.get())
                .put("delayMillis", delay.toMillis())
                .put("retryMillis", retryEvery.toMillis())
                .put("waiting", waiting());
    }

    /** Called with the world locked, so the payload is of the moment of the change. */
    void publish(Change change) {
        world.touched();
        world.watchers.forEach(watcher -> watcher.accept(change));
        for (var webhook : world.webhooks.values()) {
            if (webhook.wants(change)) {
                enqueue(new Delivery(numbers.incrementAndGet(), webhook, event(webhook, change), world.now()));
            }
        }
    }

    private ObjectNode event(Webhook webhook, Change change) {
        var event = Json.object()
                .put("app", "monday")
                .put("type", change.body().path("type").textValue())
                .put("triggerTime", Times.millis(world.now()))
                .put("subscriptionId", webhook.id() - 8_000_000_000L)
                .put("isRetry", false)
                .put("userId", change.user().id());
        event.putNull("originalTriggerUuid");
        event.setAll(change.body());
        return event.put("triggerUuid", world.newUuid());
    }

    private void enqueue(Delivery delivery) {
        synchronized (deliveries) {
            deliveries.add(delivery);
            if (deliveries.size() > KEPT) {
                deliveries.remove(0);
            }
        }
        if (toDrop.getAndUpdate(n -> n > 0 ? n - 1 : n) != 0) {
            delivery.state = Delivery.State.DROPPED;
            return;
        }
        synchronized (held) {
            if (paused) {
                held.add(delivery);
                return;
            }
        }
        long overtaken = reordering ? 400 / (1 + delivery.number % 5) : 0;
        schedule(delivery, delay.plusMillis(overtaken));
    }

    private void schedule(Delivery delivery, Duration after) {
        if (!worker.isShutdown()) {
            var unused = worker.schedule(() -> attempt(delivery), after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Delivery delivery) {
        if (world.locked(() -> !world.webhooks.containsKey(delivery.webhook.id()))) {
            delivery.state = Delivery.State.GIVEN_UP;
            return;
        }
        boolean delivered = send(delivery, !delivery.tries.isEmpty());
        for (int copy = 1; copy < copies && delivered; copy++) {
            send(delivery, true);
        }
        if (delivered) {
            delivery.state = Delivery.State.DELIVERED;
        } else if (delivery.tries.size() < MAX_TRIES) {
            schedule(delivery, retryEvery);
        } else {
            delivery.state = Delivery.State.GIVEN_UP;
        }
    }

    private boolean send(Delivery delivery, boolean retry) {
        try {
            var event = delivery.event.deepCopy().put("isRetry", retry);
            int status = calls.deliver(delivery.webhook, event, bearer ? "Bearer " : "");
            delivery.tries.add(String.valueOf(status));
            return status / 100 == 2;
        } catch (IOException | RuntimeException e) {
            delivery.tries.add(e.getClass().getSimpleName());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
