package bridge.monday;

import bridge.monday.ErrorCodes.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides what an answer of monday means. A success has HTTP 200, an object as {@code data} and no error at all; data that
 * comes with an error is a failure, since a missing part would be taken for an empty one.
 */
@Component("mondayReplies")
public class MondayReplies {

    private static final Logger LOG = LoggerFactory.getLogger(MondayReplies.class);
    private static final Duration WHEN_NOT_SAID = Duration.ofSeconds(5);

    private final JsonMapper json = new JsonMapper();
    private final CallBudgets budgets;
    private final Clock clock;

    MondayReplies(CallBudgets budgets, Clock clock) {
        this.budgets = budgets;
        this.clock = clock;
    }

    /** Lets an answer pass that monday itself gave; a failing server, or a page of something in between, counts as monday being away. */
    void checkArrived(MondayAnswer answer, MondayRequest request) {
        boolean unreadable = answer.status() < 300 && parse(answer) == null;
        if (answer.status() >= 500 || unreadable) {
            String code = unreadable ? "UNREADABLE_ANSWER" : "HTTP_" + answer.status();
            log(request, answer, code, null);
            Duration pause = RetryAfter.read(answer.header("Retry-After"), clock);
            throw new MondayUnavailableException(code, request.isMutation(), atLeast(pause));
        }
    }

    /**
     * @throws MondayUnavailableException   to be tried again
     * @throws MondayMisconfiguredException our access is at fault
     * @throws MondayRefusedException       final
     */
    MondayReply read(MondayAnswer answer, MondayRequest request) {
        budgets.of(request.call()).learn(RateLimits.in(answer));
        JsonNode body = parse(answer);
        List<ApiError> errors = body == null ? List.of() : ApiError.in(body, answer.status());
        String requestId = body == null ? null : requestId(body);
        boolean success = answer.status() < 300 && errors.isEmpty();
        if (success
                && body != null
                && body.path("data").isObject()
                && !body.path("data").isEmpty()) {
            return new MondayReply(body.get("data"), requestId);
        }
        if (success) {
            log(request, answer, "NO_DATA", requestId);
            throw new MondayUnavailableException("NO_DATA", request.isMutation(), WHEN_NOT_SAID);
        }
        throw failure(
                errors.isEmpty() ? List.of(ApiError.ofStatus(answer.status())) : errors, answer, request, requestId);
    }

    private RuntimeException failure(
            List<ApiError> errors, MondayAnswer answer, MondayRequest request, String requestId) {
        log(
                request,
                answer,
                errors.stream().map(ApiError::code).distinct().collect(Collectors.joining(",")),
                requestId);
        ApiError worst =
                errors.stream().min(Comparator.comparing(ApiError::kind)).orElseThrow();
        Duration stated = errors.stream()
                .map(ApiError::retryIn)
                .max(Duration::compareTo)
                .filter(d -> d.compareTo(RetryAfter.read(answer.header("Retry-After"), clock)) > 0)
                .orElseGet(() -> RetryAfter.read(answer.header("Retry-After"), clock));
        CallBudget budget = budgets.of(request.call());
        return switch (worst.kind()) {
            case DAILY_LIMIT -> unavailable(worst, false, budget.dayIsSpent());
            case THROTTLED -> unavailable(worst, false, budget.pause(worst.code(), stated));
            case CROWDED -> unavailable(worst, false, budget.crowded(worst.code(), stated));
            case BUSY -> unavailable(worst, isInFlight(worst) && request.isMutation(), atLeast(stated));
            case FAILED -> unavailable(worst, request.isMutation(), atLeast(stated));
            case MISCONFIGURED -> new MondayMisconfiguredException(worst.code(), answer.status() == 401);
            case REFUSED -> new MondayRefusedException(worst.code());
        };
    }

    private static MondayUnavailableException unavailable(ApiError error, boolean outcomeUnknown, Duration pause) {
        return new MondayUnavailableException(error.code(), outcomeUnknown, pause);
    }

    /** The same call, sent before, is still being worked on. */
    private static boolean isInFlight(ApiError error) {
        return error.kind() == Kind.BUSY && ErrorCodes.normal(error.code()).equals("idempotencyconflict");
    }

    private static Duration atLeast(Duration stated) {
        return stated.isZero() ? WHEN_NOT_SAID : stated;
    }

    /** @return null unless the body is a JSON object */
    private JsonNode parse(MondayAnswer answer) {
        if (answer.body() == null) {
            return null;
        }
        try {
            JsonNode body = json.readTree(answer.body());
            return body != null && body.isObject() ? body : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String requestId(JsonNode body) {
        String id = body.path("extensions").path("request_id").asText("");
        return id.matches("[A-Za-z0-9_.:-]{1,100}") ? id : null;
    }

    private static void log(MondayRequest request, MondayAnswer answer, String codes, String requestId) {
        LOG.warn(
                "monday {} failed: HTTP {}, {}, request {}",
                request.call().operation(),
                answer.status(),
                codes,
                requestId == null ? "-" : requestId);
    }
}
