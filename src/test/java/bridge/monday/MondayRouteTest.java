package bridge.monday;

import static bridge.monday.ScriptedServer.dropped;
import static bridge.monday.ScriptedServer.hanging;
import static bridge.monday.ScriptedServer.html;
import static bridge.monday.ScriptedServer.json;
import static bridge.monday.ScriptedServer.raw;
import static bridge.monday.ScriptedServer.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The door, against a server that misbehaves as monday and the network between may. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "MONDAY_API_TOKEN=the-token",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=correct-horse-battery-staple-0123456789",
            "SMTP_HOST=localhost",
            "DATABASE_URL=jdbc:h2:mem:monday-route;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/test-data/monday-route",
            "bridge.monday.interactive-timeout=700ms",
            "bridge.monday.response-timeout=700ms",
            "bridge.monday.max-answer=20000"
        })
class MondayRouteTest {

    private static final ScriptedServer MONDAY = new ScriptedServer();
    private static final String THROTTLED =
            "{\"errors\":[{\"message\":\"Complexity budget exhausted\",\"extensions\":{\"code\":\"COMPLEXITY_BUDGET_EXHAUSTED\"}}]}";

    /** Stands for any entrance of the portal. */
    private static final String PROBE = """
            - route:
                id: probe
                routeConfigurationId: problem-answers
                from:
                  uri: direct
                  parameters:
                    name: probe
                  steps:
                    - to:
                        uri: direct
                        parameters:
                          name: monday-call
            """;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private CallBudget budget;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path routes = Files.createTempDirectory("routes");
        for (String file : List.of("monday.camel.yaml", "errors.camel.yaml")) {
            Files.copy(Path.of("routes", file), routes.resolve(file));
        }
        Files.writeString(routes.resolve("probe.camel.yaml"), PROBE);
        Path documents = Files.createDirectory(routes.resolve("graphql"));
        Files.writeString(documents.resolve("ask.graphql"), "# A question.\nquery Ask($a: JSON) { me { id } }\n");
        Files.writeString(
                documents.resolve("make.graphql"),
                "mutation Make { create_item(board_id: 1, item_name: \"x\") { id } }\n");
        settings.add("ROUTES_DIR", routes::toString);
        settings.add("MONDAY_API_URL", MONDAY::url);
    }

    /** Whatever a test broke is whole again: pauses end, the breaker closes, its window holds successes only. */
    @AfterEach
    void recover() {
        MONDAY.script();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            for (int i = 0; i < 10; i++) {
                call(MondayCall.interactive("ask", Map.of()));
            }
            return true;
        });
    }

    @AfterAll
    static void stop() throws IOException {
        MONDAY.close();
    }

    @Test
    void sendsTheDocumentItsVariablesAndOnlyItsOwnHeaders() throws IOException {
        MONDAY.script();
        Map<String, Object> variables = Map.of(
                "a", Map.of("text", "Grüße \"quoted\"\n</b>", "ids", List.of("1", 2, true)), "long", 12345678901L);
        Exchange answer = camel.request("direct:monday-call", exchange -> {
            exchange.getMessage().setBody(MondayCall.interactive("ask", variables, "a-key"));
            exchange.getMessage().setHeader("Cookie", "secret");
            exchange.getMessage().setHeader("X-Customer", "7");
        });

        ScriptedServer.Seen seen = MONDAY.seen.get(0);
        JsonNode body = new ObjectMapper().readTree(seen.body());
        assertThat(seen.line()).isEqualTo("POST /v2 HTTP/1.1");
        assertThat(body.path("query").asText()).contains("query Ask");
        assertThat(body.path("variables").path("a").path("text").asText()).isEqualTo("Grüße \"quoted\"\n</b>");
        assertThat(body.path("variables").path("a").path("ids").toString()).isEqualTo("[\"1\",2,true]");
        assertThat(body.path("variables").path("long").asLong()).isEqualTo(12345678901L);
        assertThat(seen.headers())
                .containsEntry("Authorization", "the-token")
                .containsEntry("API-Version", "2026-10")
                .doesNotContainKeys("Cookie", "X-Customer", "Idempotency-Key", "MondayVariables");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry("X-Customer", "7")
                .doesNotContainKey("API-Version");
        assertThat(answer.getMessage().getBody(MondayReply.class).requestId()).isEqualTo("r-1");
    }

    @Test
    void sendsTheIdempotencyKeyWithAMutation() {
        MONDAY.script();
        call(MondayCall.interactive("make", Map.of(), "the-key"));
        assertThat(MONDAY.seen.get(0).headers()).containsEntry("Idempotency-Key", "the-key");
    }

    @Test
    void anEditedDocumentCountsAtOnce(@Autowired org.springframework.core.env.Environment settings) throws IOException {
        Path file = Path.of(settings.getRequiredProperty("ROUTES_DIR"), "graphql", "edited.graphql");
        Files.writeString(file, "query First { me { id } }");
        call(MondayCall.sync("edited", Map.of()));
        Files.writeString(file, "query Second { me { id } }");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        MONDAY.script();
        call(MondayCall.sync("edited", Map.of()));
        assertThat(MONDAY.seen.get(0).body()).contains("query Second");
    }

    @Test
    void staysSilentForAsLongAsMondayAsked() {
        MONDAY.script(json(429, THROTTLED, "Retry-After: 3"));
        var first = failure(MondayCall.interactive("make", Map.of()), MondayUnavailableException.class);
        var second = failure(MondayCall.interactive("ask", Map.of()), MondayUnavailableException.class);
        assertThat(first.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(first.outcomeUnknown()).isFalse();
        assertThat(second.code()).isEqualTo("COMPLEXITY_BUDGET_EXHAUSTED");
        assertThat(second.retryAfter()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(MONDAY.seen).hasSize(1);
        assertThat(budget.status().closedUntil()).isNotNull();
    }

    @Test
    void backgroundCallsWaitThroughAShortPause() {
        MONDAY.script(json(429, THROTTLED, "Retry-After: 1"));
        failure(MondayCall.refetch("ask", Map.of()), MondayUnavailableException.class);
        assertThat(call(MondayCall.refetch("ask", Map.of()))
                        .data()
                        .path("me")
                        .path("id")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aFailingServerLeavesTheOutcomeOfAMutationOpen() {
        MONDAY.script(html(500), html(502));
        var mutation = failure(MondayCall.interactive("make", Map.of(), "k"), MondayUnavailableException.class);
        var query = failure(MondayCall.interactive("ask", Map.of()), MondayUnavailableException.class);
        assertThat(mutation.outcomeUnknown()).isTrue();
        assertThat(mutation.code()).isEqualTo("HTTP_500");
        assertThat(query.outcomeUnknown()).isFalse();
    }

    @Test
    void aPageInsteadOfAnAnswerIsNoSuccess() {
        MONDAY.script(html(200), raw(200, "application/json", "{\"data\":{\"me\":"));
        assertThat(failure(MondayCall.interactive("ask", Map.of()), MondayUnavailableException.class)
                        .code())
                .isEqualTo("UNREADABLE_ANSWER");
        assertThat(failure(MondayCall.interactive("make", Map.of()), MondayUnavailableException.class)
                        .outcomeUnknown())
                .isTrue();
    }

    @Test
    void triesOnceMoreWhenTheConnectionBreaksAndThatIsHarmless() {
        MONDAY.script(dropped());
        call(MondayCall.interactive("ask", Map.of()));
        MONDAY.script(truncated());
        call(MondayCall.interactive("make", Map.of(), "the-key"));
        assertThat(MONDAY.seen).hasSize(2);
        assertThat(MONDAY.seen).allSatisfy(s -> assertThat(s.headers()).containsEntry("Idempotency-Key", "the-key"));
    }

    @Test
    void neverRepeatsAMutationWithoutAKey() {
        MONDAY.script(truncated());
        var failure = failure(MondayCall.interactive("make", Map.of()), MondayUnavailableException.class);
        assertThat(failure.code()).isEqualTo("CONNECTION_LOST");
        assertThat(failure.outcomeUnknown()).isTrue();
        assertThat(MONDAY.seen).hasSize(1);
    }

    @Test
    void doesNotRepeatForEver() {
        MONDAY.script(dropped(), dropped());
        assertThat(failure(MondayCall.interactive("ask", Map.of()), MondayUnavailableException.class)
                        .code())
                .isEqualTo("CONNECTION_LOST");
        assertThat(MONDAY.seen).hasSize(2);
    }

    @Test
    void doesNotWaitForASilentServer() {
        var released = new CountDownLatch(1);
        MONDAY.script(hanging(released));
        var failure = failure(MondayCall.interactive("make", Map.of(), "k"), MondayUnavailableException.class);
        released.countDown();
        assertThat(failure.code()).isEqualTo("TIMEOUT");
        assertThat(failure.outcomeUnknown()).isTrue();
        assertThat(MONDAY.seen).hasSize(1);
    }

    @Test
    void leavesMondayAloneWhileItFails() {
        MONDAY.script(html(500), html(500), html(500), html(500), html(500), html(500), html(500), html(500));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> failure(MondayCall.interactive("ask", Map.of()), MondayUnavailableException.class)
                        .code()
                        .equals("CIRCUIT_OPEN"));
        int before = MONDAY.seen.size();
        var failure = failure(MondayCall.interactive("make", Map.of()), MondayUnavailableException.class);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(MONDAY.seen).hasSize(before);
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        String refused = "{\"data\":{\"create_item\":null},\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":"
                + "\"InvalidColumnIdException\",\"status_code\":200}}],\"extensions\":{\"request_id\":\"r-9\"}}";
        for (int i = 0; i < 12; i++) {
            MONDAY.script(json(200, refused));
            var failure = failure(MondayCall.interactive("make", Map.of()), MondayRefusedException.class);
            assertThat(failure.code()).isEqualTo("InvalidColumnIdException");
            assertThat(failure.isAboutLayout()).isTrue();
        }
        call(MondayCall.interactive("ask", Map.of()));
    }

    @Test
    void carriesTheTokenNowhereElse() throws IOException {
        try (var elsewhere = new ScriptedServer()) {
            MONDAY.script(raw(302, "text/plain", "", "Location: " + elsewhere.url()));
            failure(MondayCall.interactive("ask", Map.of()), MondayMisconfiguredException.class);
            assertThat(elsewhere.seen).isEmpty();
        }
    }

    @Test
    void refusesAnAnswerWithoutEnd() {
        MONDAY.script(raw(200, "application/json", "\"" + "x".repeat(30_000) + "\""));
        assertThat(failure(MondayCall.interactive("ask", Map.of()), MondayUnavailableException.class)
                        .code())
                .isEqualTo("ANSWER_TOO_LARGE");
    }

    @Test
    void ourTokenBeingRefusedIsOurConfiguration() {
        MONDAY.script(json(401, "{\"errors\":[\"Not Authenticated\"]}"));
        assertThat(failure(MondayCall.interactive("ask", Map.of()), MondayMisconfiguredException.class)
                        .code())
                .isEqualTo("HTTP_401");
    }

    @Test
    void aCallerOfOursIsAnsweredWithAProblem() {
        MONDAY.script(
                html(502),
                json(200, "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"InvalidArgumentException\"}}]}"),
                json(401, "{\"errors\":[\"Not Authenticated\"]}"),
                json(429, THROTTLED, "Retry-After: 2"));
        for (String expected : List.of(
                "503 MONDAY_UNAVAILABLE", "502 MONDAY_REFUSED", "502 MONDAY_MISCONFIGURED", "503 MONDAY_UNAVAILABLE")) {
            Exchange answer = camel.request("direct:probe", exchange -> {
                exchange.getMessage().setBody(MondayCall.interactive("ask", Map.of()));
                exchange.getMessage().setHeader(Exchange.HTTP_PATH, "/tickets/acme");
            });
            assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, String.class))
                    .isEqualTo(expected.substring(0, 3));
            assertThat(answer.getMessage().getHeader("Retry-After", Integer.class))
                    .isPositive();
            assertThat(answer.getMessage().getBody(String.class))
                    .contains("\"" + expected.substring(4) + "\"", "\"/tickets/acme\"");
        }
    }

    @Test
    void countsCallsByOutcome() {
        MONDAY.script();
        double before = calls("ok");
        call(MondayCall.sync("ask", Map.of()));
        MONDAY.script(html(500));
        failure(MondayCall.sync("ask", Map.of()), MondayUnavailableException.class);
        assertThat(calls("ok")).isEqualTo(before + 1);
        assertThat(calls("unavailable")).isGreaterThanOrEqualTo(1);
        assertThat(budget.status().inFlight()).isZero();
    }

    private double calls(String outcome) {
        return meters.find("bridge.monday.calls").tags("priority", "sync", "outcome", outcome).timers().stream()
                .mapToLong(io.micrometer.core.instrument.Timer::count)
                .sum();
    }

    private MondayReply call(MondayCall call) {
        return camel.requestBody("direct:monday-call", call, MondayReply.class);
    }

    private <T extends Exception> T failure(MondayCall call, Class<T> type) {
        Exchange answer = camel.send(
                "direct:monday-call",
                ExchangeBuilder.anExchange(camel.getCamelContext())
                        .withBody(call)
                        .build());
        assertThat(answer.getException()).isInstanceOf(type);
        return type.cast(answer.getException());
    }
}
