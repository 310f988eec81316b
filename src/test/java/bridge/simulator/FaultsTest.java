package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private static final String CREATE =
            "mutation($b: ID!, $n: String!) { create_item(board_id: $b, item_name: $n) { id name } }";

    private SimulatedMonday monday;
    private ApiClient api;
    private String board;

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
        board = monday.seedTicketBoard();
        api = new ApiClient(monday);
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private ApiClient.Result create(String name, String... headers) {
        return api.call(CREATE, Map.of("b", board, "n", name), headers);
    }

    @Test
    void repeatsTheAnswerOfAKeyForHalfAnHour() {
        var first = create("one", "Idempotency-Key", "k-1");
        var again = create("one", "Idempotency-Key", "k-1");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(monday.itemCount()).isEqualTo(1);

        monday.clock().advance(Idempotency.LIFE);
        create("one", "Idempotency-Key", "k-1");
        assertThat(monday.itemCount()).isEqualTo(2);
        assertThat(api.call("{ me { id } }", Map.of(), "Idempotency-Key", "k-1")
                        .data("me")
                        .path("id")
                        .asText())
                .isEqualTo(String.valueOf(monday.tokenUser().id()));
    }

    @Test
    void keepsTheKeysOfAnAppAndOfAPersonApart() {
        create("one", "Idempotency-Key", "k-1");
        new ApiClient(monday.apiUrl(), monday.appToken())
                .call(CREATE, Map.of("b", board, "n", "two"), "Idempotency-Key", "k-1");

        assertThat(monday.itemCount()).isEqualTo(2);
    }

    @Test
    void conflictsWhileTheSameKeyIsRunning() {
        monday.faults().arm(Fault.latency(Duration.ofMillis(600)).times(1));
        var running = CompletableFuture.supplyAsync(() -> create("one", "Idempotency-Key", "k-1"));
        await().until(() -> monday.faults().list().isEmpty());

        var conflict = create("one", "Idempotency-Key", "k-1");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(conflict.header("Retry-After")).isNotNull();
        assertThat(running.join().status()).isEqualTo(200);
        assertThat(monday.itemCount()).isEqualTo(1);
    }

    @Test
    void hangsUntilTheFaultsAreCleared() {
        monday.faults().arm(Fault.next(Fault.Kind.HANG_AFTER_EXECUTION).on("create_item"));
        var lost = CompletableFuture.runAsync(() -> create("one", "Idempotency-Key", "k-1"));
        await().until(() -> monday.itemCount() == 1);

        assertThat(lost).isNotDone();
        monday.faults().clear();
        assertThatThrownBy(lost::join).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void executesAndLosesTheAnswer() {
        monday.faults().arm(Fault.next(Fault.Kind.ANSWER_LOST).on("create_item"));

        assertThat(api.call("{ me { id } }").status()).isEqualTo(200);
        assertThatThrownBy(() -> create("x", "Idempotency-Key", "k-1")).isInstanceOf(UncheckedIOException.class);
        assertThat(monday.itemCount()).isEqualTo(1);
        assertThat(create("x", "Idempotency-Key", "k-1")
                        .data("create_item")
                        .path("name")
                        .asText())
                .isEqualTo("x");
        assertThat(monday.itemCount()).isEqualTo(1);
        assertThat(monday.calls().of("create_item"))
                .extracting(RecordedCall::status, RecordedCall::fault, RecordedCall::replayed)
                .containsExactly(tuple(0, "ANSWER_LOST", false), tuple(200, null, true));
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR, 500, INTERNAL_SERVER_ERROR",
        "MINUTE_LIMIT, 429, RATE_LIMIT_EXCEEDED",
        "COMPLEXITY_BUDGET, 200, COMPLEXITY_BUDGET_EXHAUSTED",
        "DAILY_LIMIT, 429, DAILY_LIMIT_EXCEEDED",
        "CONCURRENCY, 429, maxConcurrencyExceeded",
        "IP_LIMIT, 429, IP_RATE_LIMIT_EXCEEDED",
        "API_BLOCKED, 200, API_TEMPORARILY_BLOCKED",
        "LOCKED, 423, ResourceLocked",
        "UNAUTHORIZED, 401, Unauthorized",
        "FORBIDDEN, 200, USER_UNAUTHORIZED"
    })
    void refusesOnceAndRunsNothing(Fault.Kind kind, int status, String code) {
        monday.faults().arm(Fault.next(kind));

        var refused = create("x");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(monday.itemCount()).isZero();
        assertThat(create("x").status()).isEqualTo(200);
    }

    @Test
    void saysWhenToTryAgainInHeaderAndBody() {
        monday.faults().arm(Fault.next(Fault.Kind.COMPLEXITY_BUDGET).retryAfter(7));

        var refused = create("x");

        assertThat(refused.header("Retry-After")).isEqualTo("7");
        assertThat(refused.error().path("extensions").path("retry_in_seconds").asInt())
                .isEqualTo(7);
    }

    @Test
    void breaksOffHalfWayAndSendsHtml() {
        monday.faults().arm(Fault.next(Fault.Kind.TRUNCATED));
        assertThatThrownBy(() -> create("x")).isInstanceOf(UncheckedIOException.class);
        monday.faults().arm(Fault.next(Fault.Kind.BAD_GATEWAY));
        assertThat(create("x").header("Content-Type")).isEqualTo("text/html");
        monday.faults().arm(Fault.next(Fault.Kind.CONNECTION_DROPPED));
        assertThatThrownBy(() -> create("x")).isInstanceOf(UncheckedIOException.class);
        assertThat(monday.itemCount()).isEqualTo(1);
    }

    @Test
    void givesPartOfTheDataWithAnError() {
        monday.faults().arm(Fault.next(Fault.Kind.PARTIAL_DATA));

        var partial = api.call("{ me { id } account { id } }");

        assertThat(partial.status()).isEqualTo(200);
        assertThat(partial.data("me").isNull()).isTrue();
        assertThat(partial.data("account").path("id").asText()).isEqualTo(monday.accountId());
        assertThat(partial.error().path("path").path(0).asText()).isEqualTo("me");
    }

    @Test
    void enforcesLimitsWhenAsked() {
        monday.limits().perMinute(3).enforce(true);
        assertThat(List.of(1, 2, 3)).allMatch(i -> api.call("{ me { id } }").status() == 200);
        var refused = api.call("{ me { id } }");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(refused.header("RateLimit")).contains("\"minuteRate\";r=0");
        monday.clock().advance(Duration.ofSeconds(61));
        assertThat(api.call("{ me { id } }").status()).isEqualTo(200);

        monday.limits().perDay(1);
        assertThat(api.call("{ me { id } }").code()).isEqualTo("DAILY_LIMIT_EXCEEDED");
        monday.clock().advance(Duration.ofDays(1));
        assertThat(api.call("{ me { id } }").status()).isEqualTo(200);
    }

    @Test
    void spendsComplexityAndRefusesWhenItIsSpent() {
        var cost = api.call(
                        "mutation($b: ID!) { complexity { before query after reset_in_x_seconds }"
                                + " create_item(board_id: $b, item_name: \"x\") { id } }",
                        Map.of("b", board))
                .data("complexity");
        assertThat(cost.path("query").asInt()).isGreaterThan(9_999);
        assertThat(cost.path("before").asInt() - cost.path("query").asInt())
                .isEqualTo(cost.path("after").asInt());

        monday.limits().pointsPerMinute(10_000).enforce(true);
        monday.limits().reset();
        assertThat(create("x").status()).isEqualTo(200);
        assertThat(create("x").code()).isEqualTo("COMPLEXITY_BUDGET_EXHAUSTED");
        monday.clock().advance(Duration.ofSeconds(61));
        assertThat(create("x").body().has("errors")).isFalse();
    }

    @Test
    void knowsItsTokensAndVersions() {
        assertThat(new ApiClient(monday.apiUrl(), "wrong").call("{ me { id } }").status())
                .isEqualTo(401);
        assertThat(new ApiClient(monday.apiUrl(), null).call("{ me { id } }").status())
                .isEqualTo(401);
        assertThat(new ApiClient(monday.apiUrl(), "Bearer " + monday.token())
                        .call("{ me { id } }")
                        .status())
                .isEqualTo(200);
        assertThat(new ApiClient(monday.apiUrl(), monday.viewerToken())
                        .call(CREATE, Map.of("b", board, "n", "x"))
                        .code())
                .isEqualTo("USER_UNAUTHORIZED");

        var version = "{ version { value kind } }";
        assertThat(api.call(version).header("API-Version")).isEqualTo("2026-10");
        assertThat(api.call(version, Map.of(), "API-Version", "2023-10").header("API-Version"))
                .isEqualTo("2026-07");
        assertThat(api.call(version, Map.of(), "API-Version", "2024-02")
                        .data("version")
                        .path("kind")
                        .asText())
                .isEqualTo("current");
        assertThat(api.call(version, Map.of(), "API-Version", "2023").code()).isEqualTo("InvalidVersionException");
    }

    @Test
    void refusesVariablesThatAreAString() {
        var answer = api.send("{\"query\":\"{ me { id } }\",\"variables\":\"{}\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors")).hasSize(1);
        assertThat(api.send("{").code()).isEqualTo("JsonParseException");
    }

    @Test
    void recordsCallsWithoutTheirToken() {
        api.call("query Who { me { id } }", Map.of("x", 1), "API-Version", "2026-10");

        var call = monday.calls().of("me").get(0);
        assertThat(call.operation()).isEqualTo("Who");
        assertThat(call.header("api-version")).isEqualTo("2026-10");
        assertThat(call.headers()).doesNotContainKey("authorization");
        assertThat(call.variables().path("x").asInt()).isEqualTo(1);
        assertThat(call.userId()).isEqualTo(String.valueOf(monday.tokenUser().id()));
        assertThat(monday.calls().count("me")).isEqualTo(1);
    }
}
