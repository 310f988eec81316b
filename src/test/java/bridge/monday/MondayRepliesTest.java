package bridge.monday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of monday's answers means, in the shapes of its documentation. */
class MondayRepliesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T22:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final CallBudget budget = new CallBudget(CallBudgetTest.settings(10), new SimpleMeterRegistry(), CLOCK);
    private final MondayReplies replies =
            new MondayReplies(new CallBudgets(budget, CallBudgetTest.settings(10), CLOCK), CLOCK);
    private final MondayRequest mutation = request("mutation Make { create_item { id } }");
    private final MondayRequest query = request("# Asks.\n\nquery Ask { me { id } }");

    @Test
    void aSuccessHasDataAndNoError() {
        MondayReply reply = replies.read(answer(200, "success"), mutation);
        assertThat(reply.data().path("create_item").path("id").asText()).isEqualTo("9100000001");
        assertThat(reply.requestId()).isEqualTo("req-ok");
    }

    @ParameterizedTest
    @CsvSource({
        // file, HTTP status, code, seconds, outcome of a mutation unknown
        "error-complexity, 200, COMPLEXITY_BUDGET_EXHAUSTED, 37, false",
        "error-complexity, 429, COMPLEXITY_BUDGET_EXHAUSTED, 37, false",
        "error-complexity-2024, 429, ComplexityException, 5, false",
        "error-concurrency, 429, maxConcurrencyExceeded, 1, false",
        "error-minute-limit-text, 429, HTTP_429, 5, false",
        "error-minute-limit-text, 200, HTTP_200, 5, false",
        "error-field-limit, 200, FIELD_LIMIT_EXCEEDED, 12, false",
        "error-idempotency-conflict, 409, IDEMPOTENCY_CONFLICT, 5, true",
        "error-locked, 423, HTTP_423, 5, false",
        "error-server, 200, INTERNAL_SERVER_ERROR, 5, true",
        "error-blocked, 200, API_TEMPORARILY_BLOCKED, 5, false",
        "error-several, 200, RATE_LIMIT_EXCEEDED, 8, false",
        "no-data, 200, NO_DATA, 5, true"
    })
    void comesAgainLater(String file, int status, String code, long seconds, boolean unknown) {
        var failure = failure(answer(status, file), mutation, MondayUnavailableException.class);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "error-permission, 200",
        "error-permission, 403",
        "error-permission-2024, 403",
        "error-scope, 200",
        "error-token-text, 401",
        "error-token-text, 200"
    })
    void isAboutOurAccess(String file, int status) {
        failure(answer(status, file), query, MondayMisconfiguredException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "error-column-value, 200, ColumnValueException",
        "error-not-found, 200, ResourceNotFoundException",
        "error-not-found, 404, ResourceNotFoundException",
        "error-last-group, 409, DeleteLastGroupException",
        "error-cursor, 200, CursorExpiredError",
        "error-schema, 400, undefinedField",
        "partial-data, 200, SomethingNewException"
    })
    void isFinal(String file, int status, String code) {
        assertThat(failure(answer(status, file), query, MondayRefusedException.class)
                        .code())
                .isEqualTo(code);
    }

    @Test
    void tellsWhatARefusalIsAbout() {
        assertThat(failure(answer(200, "error-not-found"), mutation, MondayRefusedException.class)
                        .isGone())
                .isTrue();
        assertThat(failure(answer(200, "error-cursor"), query, MondayRefusedException.class)
                        .isCursorExpired())
                .isTrue();
        assertThat(failure(answer(200, "error-column-value"), mutation, MondayRefusedException.class)
                        .isAboutLayout())
                .isTrue();
    }

    @Test
    void theDayIsOverAtMidnightWhateverShorterPauseIsStated() {
        var failure = failure(answer(429, "error-daily-limit"), query, MondayUnavailableException.class);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(90));
        assertThat(budget.status().closedUntil()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @Test
    void honoursTheLongerOfTwoStatedPauses() {
        var header = new MondayAnswer(429, Map.of("retry-after", "50"), body("error-complexity"));
        assertThat(failure(header, query, MondayUnavailableException.class).retryAfter())
                .isEqualTo(Duration.ofSeconds(50));
        var date =
                new MondayAnswer(429, Map.of("Retry-After", "Sat, 21 Nov 2026 22:31:30 GMT"), body("error-complexity"));
        assertThat(failure(date, query, MondayUnavailableException.class).retryAfter())
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aPageIsNoAnswer() {
        var page = new MondayAnswer(200, Map.of(), "<html></html>");
        var failing = new MondayAnswer(503, Map.of("Retry-After", "7"), "<html></html>");
        assertThat(catchThrowable(() -> replies.checkArrived(page, mutation)))
                .isInstanceOfSatisfying(MondayUnavailableException.class, e -> assertThat(e.outcomeUnknown())
                        .isTrue());
        assertThat(catchThrowable(() -> replies.checkArrived(failing, query)))
                .isInstanceOfSatisfying(MondayUnavailableException.class, e -> {
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(e.outcomeUnknown()).isFalse();
                });
        failure(new MondayAnswer(401, Map.of(), "<html></html>"), query, MondayMisconfiguredException.class);
        failure(new MondayAnswer(301, Map.of(), ""), query, MondayMisconfiguredException.class);
        failure(new MondayAnswer(413, Map.of(), ""), query, MondayRefusedException.class);
        failure(new MondayAnswer(429, Map.of(), ""), query, MondayUnavailableException.class);
    }

    @Test
    void callersAreToldWithoutBeingLoggedOut() {
        var problems = new MondayProblems();
        var away = problems.of(new MondayUnavailableException("X", false, Duration.ofSeconds(9)));
        var refused = problems.of(new MondayRefusedException("X"));
        var misconfigured = problems.of(new MondayMisconfiguredException("Unauthorized"));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers()).containsEntry("Retry-After", "9");
        assertThat(away.code()).isEqualTo("MONDAY_UNAVAILABLE");
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.code()).isEqualTo("MONDAY_REFUSED");
        assertThat(refused.headers()).containsKey("Retry-After");
        assertThat(misconfigured.status()).isEqualTo(502);
        assertThat(misconfigured.code()).isEqualTo("MONDAY_MISCONFIGURED");
        assertThat(misconfigured.headers()).containsKey("Retry-After");
    }

    private <T extends Exception> T failure(MondayAnswer answer, MondayRequest request, Class<T> type) {
        Throwable failure = catchThrowable(() -> replies.read(answer, request));
        assertThat(failure).isInstanceOf(type);
        return type.cast(failure);
    }

    private static MondayRequest request(String document) {
        return new MondayRequest(
                MondayCall.interactive("test", Map.of(), "a-key"), new GraphqlDocument("test", document));
    }

    private static MondayAnswer answer(int status, String file) {
        return new MondayAnswer(status, Map.of("Content-Type", "application/json"), body(file));
    }

    private static String body(String file) {
        try (var in = MondayRepliesTest.class.getResourceAsStream("/monday/" + file + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
