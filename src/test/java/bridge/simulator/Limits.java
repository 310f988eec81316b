package bridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * monday's limits: always counted and told in the headers, enforced when asked for.
 *
 * @see <a href="https://developer.monday.com/api-reference/docs/rate-limits">rate limits</a>
 */
public final class Limits {
    private final SimulatorClock clock;
    private boolean enforced;
    private int perMinute = 2_500;
    private int perDay = 10_000;
    private int concurrent = 100;
    private int pointsPerMinute = 5_000_000;

    private Instant minuteBegan = Instant.MIN;
    private int minuteCalls;
    private LocalDate day;
    private double dayCalls;
    private int running;
    private int peak;
    private final Map<String, Budget> budgets = new HashMap<>();

    /** Points spent in the window that began with its first call. */
    private static final class Budget {
        Instant began = Instant.MIN;
        int spent;
    }

    Limits(SimulatorClock clock) {
        this.clock = clock;
    }

    /** Refuses calls beyond the limits from now on, or stops refusing them. */
    public synchronized void enforce(boolean on) {
        enforced = on;
    }

    public synchronized Limits perMinute(int calls) {
        perMinute = calls;
        return this;
    }

    public synchronized Limits perDay(int calls) {
        perDay = calls;
        return this;
    }

    public synchronized Limits concurrent(int calls) {
        concurrent = calls;
        return this;
    }

    public synchronized Limits pointsPerMinute(int points) {
        pointsPerMinute = points;
        return this;
    }

    synchronized int perDay() {
        return perDay;
    }

    /** Calls that count against today's limit; a refused one counts a tenth. */
    public synchronized double callsToday() {
        return dayCalls;
    }

    /** The most calls that were in progress at one moment. */
    public synchronized int peakConcurrency() {
        return peak;
    }

    /** Forgets what was counted. */
    public synchronized void reset() {
        minuteBegan = Instant.MIN;
        day = null;
        peak = running;
        budgets.clear();
        roll();
    }

    private void roll() {
        var now = clock.instant();
        if (minuteBegan.plusSeconds(60).isBefore(now)) {
            minuteBegan = now;
            minuteCalls = 0;
        }
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            dayCalls = 0;
        }
    }

    private Budget budget(String name) {
        var budget = budgets.computeIfAbsent(name, n -> new Budget());
        if (budget.began.plusSeconds(60).isBefore(clock.instant())) {
            budget.began = clock.instant();
            budget.spent = 0;
        }
        return budget;
    }

    /** An app's reads and writes have a budget each, a personal token one of twice the size for both. */
    private static String budgetName(Token token, boolean write) {
        return token.user().accountId() + (token.app() ? write ? "/app/write" : "/app/read" : "/personal");
    }

    private int quota(Token token) {
        return (int) Math.min(Integer.MAX_VALUE, token.app() ? pointsPerMinute : 2L * pointsPerMinute);
    }

    synchronized int left(Token token, boolean write) {
        return quota(token) - budget(budgetName(token, write)).spent;
    }

    synchronized int resetSeconds(Token token, boolean write) {
        var began = budget(budgetName(token, write)).began;
        return (int) Math.max(1, 60 - (clock.instant().getEpochSecond() - began.getEpochSecond()));
    }

    /**
     * Counts a call in; {@link #end()} must follow.
     *
     * @return why it is refused; null when it may run
     */
    synchronized Refusal begin(Token token, boolean write, int cost) {
        roll();
        running++;
        peak = Math.max(peak, running);
        var refusal = enforced ? refusal(token, write, cost) : null;
        minuteCalls++;
        dayCalls += refusal == null ? 1 : 0.1;
        if (refusal == null) {
            budget(budgetName(token, write)).spent += cost;
        }
        return refusal;
    }

    private Refusal refusal(Token token, boolean write, int cost) {
        if (dayCalls >= perDay) {
            return Refusal.dailyLimit();
        }
        if (minuteCalls >= perMinute) {
            return Refusal.minuteLimit(
                    (int) Math.max(1, 60 - (clock.instant().getEpochSecond() - minuteBegan.getEpochSecond())));
        }
        if (running > concurrent) {
            return Refusal.concurrency(1);
        }
        return cost > left(token, write) ? Refusal.complexity(resetSeconds(token, write)) : null;
    }

    synchronized void end() {
        running--;
    }

    synchronized String policyHeader(Token token) {
        return "\"minuteRate\";q=" + perMinute + ";w=60, \"concurrency\";q=" + concurrent
                + ";qu=\"concurrent-requests\", \"complexityMinute\";q=" + quota(token) + ";w=60;qu=\"content-bytes\"";
    }

    synchronized String header(Token token, boolean write) {
        return "\"minuteRate\";r=" + Math.max(0, perMinute - minuteCalls) + ", \"concurrency\";r="
                + Math.max(0, concurrent - running) + ", \"complexityMinute\";r=" + Math.max(0, left(token, write))
                + ";t=" + resetSeconds(token, write);
    }

    synchronized ObjectNode state() {
        return Json.object()
                .put("enforced", enforced)
                .put("perMinute", perMinute)
                .put("perDay", perDay)
                .put("concurrent", concurrent)
                .put("pointsPerMinute", pointsPerMinute)
                .put("callsThisMinute", minuteCalls)
                .put("callsToday", dayCalls)
                .put("running", running)
                .put("peakConcurrency", peak);
    }
}
