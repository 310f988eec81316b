package bridge.simulator;

import java.time.Duration;

/**
 * Something that goes wrong with API calls while it is armed.
 *
 * @param on name of the operation or root field it concerns; null for every call
 * @param times calls it still concerns; negative until cleared
 * @param delay for {@link Kind#LATENCY} the wait; for {@link Kind#HANG} how long, zero until cleared
 * @param seconds what {@code Retry-After} and {@code retry_in_seconds} say, where there are such
 */
public record Fault(Kind kind, String on, int times, Duration delay, int seconds) {

    /** What goes wrong. */
    public enum Kind {
        /** The answer takes longer; other faults can come on top. */
        LATENCY,
        /** 500 with monday's error body; nothing was executed. */
        SERVER_ERROR,
        /** 500 although the call was executed. */
        SERVER_ERROR_AFTER_EXECUTION,
        /** 502 with an HTML page. */
        BAD_GATEWAY,
        /** 200 with an HTML page. */
        HTML_ANSWER,
        /** Executed; the body breaks off half-way. */
        TRUNCATED,
        /** No answer; nothing was executed. */
        HANG,
        /** Executed, and no answer. */
        HANG_AFTER_EXECUTION,
        /** The connection closes; nothing was executed. */
        CONNECTION_DROPPED,
        /** Executed; the connection closes without an answer. */
        ANSWER_LOST,
        /** 429 of the calls per minute. */
        MINUTE_LIMIT,
        COMPLEXITY_BUDGET,
        /** The error of before 2025-01, whose errors are strings. */
        COMPLEXITY_BUDGET_OLD,
        DAILY_LIMIT,
        CONCURRENCY,
        IP_LIMIT,
        API_BLOCKED,
        /** 423: the board is busy. */
        LOCKED,
        /** Executed; the first root field comes back null, with an error beside the data. */
        PARTIAL_DATA,
        /** 401, as for a revoked token. */
        UNAUTHORIZED,
        /** 200 with USER_UNAUTHORIZED. */
        FORBIDDEN
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, null, 1, Duration.ZERO, 2);
    }

    /** Once, for the next call of whatever kind; narrow it with the methods below. */
    public static Fault next(Kind kind) {
        return of(kind);
    }

    /** Every call takes longer until cleared. */
    public static Fault latency(Duration delay) {
        return of(Kind.LATENCY).lasting(delay).untilCleared();
    }

    public Fault on(String operationOrField) {
        return new Fault(kind, operationOrField, times, delay, seconds);
    }

    public Fault times(int calls) {
        return new Fault(kind, on, calls, delay, seconds);
    }

    public Fault untilCleared() {
        return times(-1);
    }

    public Fault lasting(Duration time) {
        return new Fault(kind, on, times, time, seconds);
    }

    public Fault retryAfter(int inSeconds) {
        return new Fault(kind, on, times, delay, inSeconds);
    }

    boolean afterExecution() {
        return switch (kind) {
            case SERVER_ERROR_AFTER_EXECUTION, TRUNCATED, HANG_AFTER_EXECUTION, ANSWER_LOST, PARTIAL_DATA -> true;
            default -> false;
        };
    }

    /** The answer of a fault that refuses; null for those that do something else. */
    Refusal refusal() {
        return switch (kind) {
            case SERVER_ERROR, SERVER_ERROR_AFTER_EXECUTION -> Refusal.serverError();
            case BAD_GATEWAY -> Refusal.html(502);
            case HTML_ANSWER -> Refusal.html(200);
            case MINUTE_LIMIT -> Refusal.minuteLimit(seconds);
            case COMPLEXITY_BUDGET -> Refusal.complexity(seconds);
            case COMPLEXITY_BUDGET_OLD -> Refusal.oldComplexity(seconds);
            case DAILY_LIMIT -> Refusal.dailyLimit();
            case CONCURRENCY -> Refusal.concurrency(seconds);
            case IP_LIMIT -> Refusal.ipLimit(seconds);
            case API_BLOCKED -> Refusal.blocked();
            case LOCKED -> Refusal.locked(seconds);
            case UNAUTHORIZED -> Refusal.unauthorized();
            case FORBIDDEN -> Refusal.forbidden();
            default -> null;
        };
    }
}
