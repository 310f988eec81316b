package bridge.monday;

import bridge.monday.MondayCall.Priority;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Our share of monday's limits: how many calls at once, and when none at all. It learns from every answer. Background calls never
 * take the last places, so that somebody who waits for an answer finds one free.
 */
@Component("callBudget")
public class CallBudget {

    private static final Logger LOG = LoggerFactory.getLogger(CallBudget.class);
    private static final Duration WHEN_NOT_SAID = Duration.ofSeconds(5);
    private static final Duration CROWDED_WHEN_NOT_SAID = Duration.ofSeconds(1);
    private static final Duration DRIFT = Duration.ofSeconds(1);
    private static final int CALLS_TO_REGAIN_A_PLACE = 20;

    private final MondaySettings settings;
    private final Clock clock;
    private Instant lastLook;
    private long lastLookNanos = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int[] waiting = new int[Priority.values().length];
    private int inFlight;
    private int places;
    private int calm;
    private Instant closedUntil = Instant.EPOCH;
    private Instant backgroundClosedUntil = Instant.EPOCH;
    private String closedBecause = "";
    private Long complexityLeft;
    private Long callsLeft;

    @Autowired
    CallBudget(MondaySettings settings, MeterRegistry meters, Clock clock) {
        this(settings, clock);
        meters.gauge("bridge.monday.in.flight", this, b -> b.status().inFlight());
        meters.gauge("bridge.monday.places", this, b -> b.status().places());
        meters.gauge("bridge.monday.complexity.left", this, b -> {
            Long left = b.status().complexityLeft();
            return left == null ? Double.NaN : left;
        });
    }

    /** Without gauges: one of many. */
    CallBudget(MondaySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.lastLook = clock.instant();
        this.places = settings.concurrency();
    }

    /**
     * What is left, for those who run the service.
     *
     * @param places         calls at once, as far as monday let us
     * @param closedUntil    null: open
     * @param closedBecause  monday's error code, null: open
     * @param complexityLeft points of the current minute; null: not known
     * @param callsLeft      calls of the current minute; null: not known
     */
    public record Status(
            int inFlight,
            int waiting,
            int places,
            Instant closedUntil,
            String closedBecause,
            Long complexityLeft,
            Long callsLeft) {}

    /**
     * Takes a place; {@link #leave()} gives it back.
     *
     * @throws MondayUnavailableException if there is none soon enough
     */
    public void enter(Priority priority) {
        long deadline = System.nanoTime() + patience(priority).toNanos();
        lock.lock();
        try {
            waiting[priority.ordinal()]++;
            while (!isOpen(priority)) {
                await(priority, deadline);
            }
            inFlight++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MondayUnavailableException("STOPPING", false, WHEN_NOT_SAID);
        } finally {
            waiting[priority.ordinal()]--;
            changed.signalAll();
            lock.unlock();
        }
    }

    /** Gives a place back. */
    public void leave() {
        locked(() -> {
            inFlight--;
            calm++;
            if (calm >= CALLS_TO_REGAIN_A_PLACE && places < settings.concurrency()) {
                places++;
                calm = 0;
            }
        });
    }

    public Status status() {
        lock.lock();
        try {
            boolean open = !closedUntil.isAfter(now());
            int waiters = 0;
            for (int count : waiting) {
                waiters += count;
            }
            return new Status(
                    inFlight,
                    waiters,
                    places,
                    open ? null : closedUntil,
                    open ? null : closedBecause,
                    complexityLeft,
                    callsLeft);
        } finally {
            lock.unlock();
        }
    }

    void learn(RateLimits limits) {
        locked(() -> {
            complexityLeft = limits.left().getOrDefault(RateLimits.COMPLEXITY, complexityLeft);
            callsLeft = limits.left().getOrDefault(RateLimits.CALLS, callsLeft);
            for (String limit : new String[] {RateLimits.CALLS, RateLimits.COMPLEXITY}) {
                Instant whole = now().plus(limits.untilReset(limit));
                if (limits.isSpent(limit)) {
                    close(limit, whole);
                } else if (limits.isLow(limit) && whole.isAfter(backgroundClosedUntil)) {
                    backgroundClosedUntil = whole;
                }
            }
        });
    }

    /** A limit was hit. @return how long nothing is sent */
    Duration pause(String code, Duration stated) {
        Duration pause = stated.isZero() ? WHEN_NOT_SAID : stated;
        locked(() -> close(code, now().plus(pause)));
        return pause;
    }

    /** Too many calls at once: fewer from now on. @return how long nothing is sent */
    Duration crowded(String code, Duration stated) {
        Duration pause = stated.isZero() ? CROWDED_WHEN_NOT_SAID : stated;
        locked(() -> {
            places = Math.max(1, Math.min(places, inFlight) * 3 / 4);
            calm = 0;
            close(code, now().plus(pause));
        });
        return pause;
    }

    /** The day's calls are used up. @return until midnight UTC, whatever shorter pause monday stated */
    Duration dayIsSpent() {
        Instant now = clock.instant();
        Instant midnight = now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        locked(() -> close("DAILY_LIMIT_EXCEEDED", midnight));
        return Duration.between(now, midnight);
    }

    private void close(String code, Instant until) {
        if (until.isAfter(closedUntil)) {
            if (until.isAfter(now().plus(settings.backgroundWait()))) {
                LOG.warn("No calls to monday until {}: {}", until, code);
            }
            closedUntil = until;
            closedBecause = code;
        }
    }

    private boolean isOpen(Priority priority) {
        for (int higher = 0; higher < priority.ordinal(); higher++) {
            if (waiting[higher] > 0) {
                return false;
            }
        }
        return inFlight < placesFor(priority) && !opensAt(priority).isAfter(now());
    }

    private int placesFor(Priority priority) {
        return switch (priority) {
            case INTERACTIVE -> places;
            case REFETCH -> Math.max(1, places * 3 / 4);
            case SYNC -> Math.max(1, places / 2);
        };
    }

    private Instant opensAt(Priority priority) {
        boolean background = priority != Priority.INTERACTIVE && backgroundClosedUntil.isAfter(closedUntil);
        return background ? backgroundClosedUntil : closedUntil;
    }

    private void await(Priority priority, long deadline) throws InterruptedException {
        Instant now = now();
        Instant opens = opensAt(priority);
        long patience = deadline - System.nanoTime();
        if (opens.isAfter(now.plusNanos(patience))) {
            throw new MondayUnavailableException(
                    opens.equals(closedUntil) ? closedBecause : "BUDGET_LOW", false, Duration.between(now, opens));
        }
        if (patience <= 0) {
            throw new MondayUnavailableException("BUSY", false, CROWDED_WHEN_NOT_SAID);
        }
        long nanos = opens.isAfter(now) ? Duration.between(now, opens).toNanos() : patience;
        while (nanos > 0 && !isOpen(priority) && opens.equals(opensAt(priority))) {
            nanos = changed.awaitNanos(nanos);
        }
    }

    /** When the clock has been set back since the last look, pauses end when they would have. */
    private Instant now() {
        Instant now = clock.instant();
        long nanos = System.nanoTime();
        Duration back = Duration.between(now, lastLook.plusNanos(nanos - lastLookNanos));
        if (back.compareTo(DRIFT) > 0) {
            closedUntil = closedUntil.minus(back);
            backgroundClosedUntil = backgroundClosedUntil.minus(back);
        }
        lastLook = now;
        lastLookNanos = nanos;
        return now;
    }

    private Duration patience(Priority priority) {
        return priority == Priority.INTERACTIVE ? settings.interactiveWait() : settings.backgroundWait();
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
