package bridge.monday;

import bridge.monday.ErrorCodes.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One error of an answer, in whichever of monday's shapes it came.
 *
 * @param code    monday's; made of the HTTP status when there was none. Letters, digits and a little punctuation only
 * @param retryIn {@link Duration#ZERO} when the error did not say
 */
record ApiError(Kind kind, String code, Duration retryIn) {

    /** @return empty when the body reports no error */
    static List<ApiError> in(JsonNode body, int httpStatus) {
        List<ApiError> errors = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            errors.add(
                    error.isTextual()
                            ? of(body.path("error_code").asText(""), error.asText(), status(body), httpStatus, null)
                            : of(error, httpStatus));
        }
        if (errors.isEmpty()
                && Stream.of("error_code", "error_message", "error").anyMatch(body::hasNonNull)) {
            String message =
                    body.path("error_message").asText(body.path("error").asText(""));
            errors.add(of(body.path("error_code").asText(""), message, status(body), httpStatus, null));
        }
        return errors;
    }

    /** Of an answer without a readable body. */
    static ApiError ofStatus(int httpStatus) {
        return new ApiError(ErrorCodes.ofStatus(httpStatus), "HTTP_" + httpStatus, Duration.ZERO);
    }

    private static ApiError of(JsonNode error, int httpStatus) {
        JsonNode extensions = error.path("extensions");
        String code = extensions.path("code").asText(error.path("code").asText(""));
        return of(
                code,
                error.path("message").asText(""),
                status(extensions),
                httpStatus,
                extensions.get("retry_in_seconds"));
    }

    private static ApiError of(String code, String message, int status, int httpStatus, JsonNode retryIn) {
        double seconds = retryIn == null ? 0 : retryIn.asDouble(0);
        Duration pause = Duration.ofMillis((long) (Math.max(0, Math.min(seconds, 86_400)) * 1000));
        return new ApiError(kind(code, message, status, httpStatus, retryIn != null), name(code, httpStatus), pause);
    }

    private static Kind kind(String code, String message, int status, int httpStatus, boolean retryGiven) {
        Kind kind = ErrorCodes.ofCode(code);
        if (kind == null && code.isEmpty()) {
            kind = ErrorCodes.ofText(message);
        }
        if (kind == null && retryGiven) {
            kind = Kind.THROTTLED;
        }
        if (kind == null) {
            kind = ErrorCodes.ofStatusBesideError(status);
        }
        if (kind == null) {
            kind = ErrorCodes.ofStatusBesideError(httpStatus);
        }
        return kind == null ? Kind.REFUSED : kind;
    }

    private static int status(JsonNode holder) {
        return holder.path("status_code").asInt(0);
    }

    private static String name(String code, int httpStatus) {
        String plain = code.replaceAll("[^A-Za-z0-9_. -]", "");
        return plain.isBlank() ? "HTTP_" + httpStatus : plain.substring(0, Math.min(plain.length(), 60));
    }
}
