package bridge.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer that refuses a call before anything runs.
 *
 * @param retryAfter seconds for the {@code Retry-After} header; 0 for none
 * @param body JSON-like, or a string that is sent as HTML
 */
record Refusal(int status, int retryAfter, Object body) {

    private static Refusal of(int status, int retryAfter, String code, String message, Map<String, Object> more) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", code);
        extensions.putAll(more);
        return new Refusal(
                status, retryAfter, Map.of("errors", List.of(Map.of("message", message, "extensions", extensions))));
    }

    /** Told inside a 200, as monday does it since 2025-07. */
    static Refusal complexity(int seconds) {
        return of(
                200,
                seconds,
                "COMPLEXITY_BUDGET_EXHAUSTED",
                "Complexity budget exhausted",
                Map.of("retry_in_seconds", seconds));
    }

    /** The shape before 2025-01: {@code errors} holds strings. */
    static Refusal oldComplexity(int seconds) {
        var text = "Complexity budget exhausted, query cost 30001 budget remaining 19986 out of 1000000 reset in "
                + seconds + " seconds";
        var body = new LinkedHashMap<String, Object>();
        body.put("error_code", "ComplexityException");
        body.put("status_code", 429);
        body.put("error_message", text);
        body.put("error_data", Map.of());
        body.put("errors", List.of(text));
        body.put("account_id", 1);
        return new Refusal(429, seconds, body);
    }

    static Refusal minuteLimit(int seconds) {
        return of(
                429,
                seconds,
                "RATE_LIMIT_EXCEEDED",
                "Minute limit rate exceeded",
                Map.of("status_code", 429, "retry_in_seconds", seconds));
    }

    static Refusal dailyLimit() {
        return of(
                429,
                0,
                "DAILY_LIMIT_EXCEEDED",
                "Daily limit exceeded",
                Map.of("status_code", 429, "retry_in_seconds", 1));
    }

    static Refusal concurrency(int seconds) {
        return of(
                429,
                seconds,
                "maxConcurrencyExceeded",
                "Max concurrent queries exceeded",
                Map.of("status_code", 429, "retry_in_seconds", seconds));
    }

    static Refusal ipLimit(int seconds) {
        return of(
                429,
                seconds,
                "IP_RATE_LIMIT_EXCEEDED",
                "IP rate limit exceeded",
                Map.of("status_code", 429, "retry_in_seconds", seconds));
    }

    static Refusal blocked() {
        return of(200, 0, "API_TEMPORARILY_BLOCKED", "API temporarily blocked", Map.of("status_code", 200));
    }

    static Refusal locked(int seconds) {
        return of(
                423,
                seconds,
                "ResourceLocked",
                "Resource is currently locked, please try again later",
                Map.of("status_code", 423));
    }

    static Refusal inFlight(int seconds) {
        return of(
                409,
                seconds,
                "IDEMPOTENCY_CONFLICT",
                "A request with this idempotency key is currently being processed",
                Map.of());
    }

    static Refusal unauthorized() {
        return of(401, 0, "Unauthorized", "Not authenticated", Map.of("status_code", 401));
    }

    static Refusal serverError() {
        return of(500, 0, "INTERNAL_SERVER_ERROR", "Internal Server Error", Map.of("status_code", 500));
    }

    static Refusal forbidden() {
        return of(
                200,
                0,
                "USER_UNAUTHORIZED",
                "User unauthorized to perform action",
                Map.of("status_code", 403, "error_data", Map.of()));
    }

    static Refusal html(int status) {
        return new Refusal(
                status,
                0,
                "<!DOCTYPE html><html><head><title>" + status + "</title></head><body><h1>" + status
                        + " Bad gateway</h1><p>Something went wrong on our side.</p></body></html>");
    }

    static Refusal malformed(String code, String message) {
        return of(400, 0, code, message, Map.of("status_code", 400));
    }
}
