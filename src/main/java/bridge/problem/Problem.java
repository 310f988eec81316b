package bridge.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal that a caller is told about, as RFC 9457 describes it. The texts are fixed sentences of ours: never a message of a
 * library, never input.
 */
public final class Problem extends RuntimeException {

    /** One field of the request that cannot be accepted. */
    public record FieldError(String field, String message) {}

    private final int status;
    private final String code;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param status an HTTP status of 4xx or 5xx
     * @param code   stable, upper case, for programs
     * @param detail one sentence for people
     */
    public Problem(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    private Problem(int status, String code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    public static Problem malformed(String detail) {
        return new Problem(400, "MALFORMED_REQUEST", detail);
    }

    /** The caller's own token is missing or not accepted. Never used for monday refusing ours: front ends log out on a 401. */
    public static Problem unauthenticated(String detail) {
        return new Problem(401, "UNAUTHENTICATED", detail).with("WWW-Authenticate", "Bearer");
    }

    public static Problem accessDenied() {
        return new Problem(403, "ACCESS_DENIED", "Access denied");
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "NOT_FOUND", detail);
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(422, "INVALID_VALUES", "Some values cannot be accepted", errors);
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem tooMany(Duration retryAfter) {
        return new Problem(429, "TOO_MANY_REQUESTS", "Too many requests, try again later").retryAfter(retryAfter);
    }

    /** Something behind us cannot serve now. */
    public static Problem unavailable(String code, String detail, Duration retryAfter) {
        return new Problem(503, code, detail).retryAfter(retryAfter);
    }

    /** @return this, to be sent with one more response header */
    public Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    private Problem retryAfter(Duration pause) {
        return with("Retry-After", Long.toString(Math.max(1, pause.toSeconds())));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The sentence for people; the same as {@link #getMessage()}. */
    public String detail() {
        return getMessage();
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
