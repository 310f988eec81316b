package bridge.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.access.Sessions;
import bridge.access.TokenIssuer;
import bridge.job.Accepted;
import bridge.job.FinalFailure;
import bridge.job.Job;
import bridge.job.JobLedger;
import bridge.job.JobOutcomes;
import bridge.job.NewJob;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What staff can see and do; the flows that they start are stand-ins. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MONDAY_API_TOKEN=a token of the tests",
            "MONDAY_API_URL=http://localhost:9",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
            "SMTP_HOST=localhost",
            "ADMIN_TOKEN=an-admin-token-of-the-tests",
            "DATABASE_URL=jdbc:h2:mem:admin-route;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/admin-route-test"
        })
@ExtendWith(OutputCaptureExtension.class)
class AdminRouteTest {

    private static final String ADMIN_TOKEN = "an-admin-token-of-the-tests";

    private record Answer(int status, String text, JsonNode body) {}

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient db;

    @Autowired
    private JobLedger ledger;

    @Autowired
    private JobOutcomes outcomes;

    @Autowired
    private Sessions sessions;

    @Autowired
    private TokenIssuer tokens;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @DynamicPropertySource
    static void routes(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("admin-routes-");
        for (String name : new String[] {"errors", "jobs", "admin"}) {
            Files.copy(Path.of("routes", name + ".camel.yaml"), folder.resolve(name + ".camel.yaml"));
        }
        String flow = """
                - route:
                    id: stand-in-%1$s
                    routeConfigurationId: rise-to-caller
                    from:
                      uri: direct:%1$s
                      steps:
                        - setVariable: {id: stand-in-%1$s-name, name: done, constant: %1$s}
                        - setBody: {id: stand-in-%1$s-say, simple: "${variables}"}
                """;
        Files.writeString(
                folder.resolve("stand-in.camel.yaml"), flow.formatted("sync-full") + flow.formatted("board-setup"));
        settings.add("ROUTES_DIR", folder::toString);
    }

    @BeforeEach
    void forgetJobs() {
        db.sql("DELETE FROM job").update();
        db.sql("DELETE FROM dead_letter_trail").update();
    }

    @Test
    void clientsAndStrangersAreKeptOut() throws Exception {
        db.sql("INSERT INTO client (portal_id, email, name, source) VALUES ('acme', ?, 'Ann', 'staff')")
                .param(UUID.randomUUID() + "@client.example")
                .update();
        long client = db.sql("SELECT MAX(id) FROM client").query(Long.class).single();
        String token = tokens.issue(
                        sessions.find(sessions.beginForClient(client)).orElseThrow())
                .token();
        for (String request : new String[] {
            "GET /admin/status",
            "GET /admin/dead-letters",
            "GET /admin/dead-letters/trail",
            "POST /admin/dead-letters/1/replay",
            "POST /admin/dead-letters/replay",
            "DELETE /admin/dead-letters/1",
            "POST /admin/sync",
            "POST /admin/setup"
        }) {
            assertThat(send(request, null).status()).as(request).isEqualTo(401);
            assertThat(send(request, token).status()).as(request).isEqualTo(403);
        }
    }

    @Test
    void aDeadLetterShowsItsCauseAndHistoryButNotWhatItWasAbout() throws Exception {
        long id = deadLetter("mail");

        JsonNode letters = send("GET /admin/dead-letters").body();

        assertThat(letters).hasSize(1);
        JsonNode letter = letters.get(0);
        assertThat(letter.path("id").asText()).isEqualTo(Long.toString(id));
        assertThat(letter.path("kind").asText()).isEqualTo("mail");
        assertThat(letter.path("attempts").asInt()).isEqualTo(2);
        assertThat(letter.path("last_error").asText()).isEqualTo("Nobody has this address");
        assertThat(letter.path("created_at").asText()).endsWith("Z");
        assertThat(letter.path("history")).hasSize(2);
        assertThat(letter.path("history").get(0).path("error").asText()).isEqualTo("IOException");
        assertThat(letters.toString()).doesNotContain("ann@client.example");
    }

    @Test
    void deadLettersAreListedByKindAndNewestFirst() throws Exception {
        long mail = deadLetter("mail");
        long first = deadLetter("trigger");
        long second = deadLetter("trigger");

        JsonNode triggers = send("GET /admin/dead-letters?kind=trigger").body();
        assertThat(triggers).hasSize(2);
        assertThat(triggers.get(0).path("id").asLong()).isEqualTo(second);
        assertThat(send("GET /admin/dead-letters?limit=1").body()).hasSize(1);
        assertThat(send("GET /admin/dead-letters?kind=other").body()).isEmpty();
        assertThat(send("GET /admin/dead-letters?limit=0").status()).isEqualTo(422);
        assertThat(mail).isLessThan(first);
    }

    @Test
    void aReplayedDeadLetterIsTriedAgainWithALifeOfItsOwn() throws Exception {
        long id = deadLetter("unheard-of");
        db.sql("UPDATE job SET created_at = CURRENT_TIMESTAMP - 30 * INTERVAL '1' DAY")
                .update();

        Answer answer = send("POST /admin/dead-letters/" + id + "/replay");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("replayed").asInt()).isEqualTo(1);
        Job again = ledger.claim(id).orElseThrow();
        assertThat(again.attempts()).isEqualTo(3);
        outcomes.failed(again, new IOException("away"));
        assertThat(state(id)).isEqualTo("waiting");
        assertThat(send("POST /admin/dead-letters/" + id + "/replay").status()).isEqualTo(404);
    }

    @Test
    void allDeadLettersAreReplayedOrThoseOfAKind() throws Exception {
        long mail = deadLetter("mail");
        long one = deadLetter("one");
        long another = deadLetter("one");

        assertThat(send("POST /admin/dead-letters/replay?kind=one")
                        .body()
                        .path("replayed")
                        .asInt())
                .isEqualTo(2);
        assertThat(state(mail)).isEqualTo("dead");
        assertThat(state(one)).isEqualTo("waiting");
        assertThat(state(another)).isEqualTo("waiting");
        assertThat(send("POST /admin/dead-letters/replay")
                        .body()
                        .path("replayed")
                        .asInt())
                .isEqualTo(1);
        assertThat(state(mail)).isEqualTo("waiting");
    }

    @Test
    void aDryRunSaysWhatWouldBeReplayedAndChangesNothing() throws Exception {
        long id = deadLetter("mail");
        deadLetter("trigger");

        JsonNode would =
                send("POST /admin/dead-letters/replay?kind=mail&dry_run=true").body();

        assertThat(would.path("matching").asInt()).isEqualTo(1);
        assertThat(would.path("replayed").asInt()).isZero();
        assertThat(would.path("dry_run").asBoolean()).isTrue();
        assertThat(state(id)).isEqualTo("dead");
        assertThat(send("GET /admin/dead-letters/trail").body()).isEmpty();
        assertThat(send("POST /admin/dead-letters/replay?dry_run=perhaps").status())
                .isEqualTo(422);
    }

    @Test
    void aReplayWithARateIsSpreadOverTime() throws Exception {
        for (int i = 0; i < 5; i++) {
            deadLetter("unheard-of");
        }

        assertThat(send("POST /admin/dead-letters/replay?rate=2")
                        .body()
                        .path("replayed")
                        .asInt())
                .isEqualTo(5);

        assertThat(db.sql("SELECT COUNT(DISTINCT next_try_at) FROM job WHERE state = 'waiting'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(send("POST /admin/dead-letters/replay?rate=0").status()).isEqualTo(422);
    }

    @Test
    void deadLettersAreFoundByTheirErrorAndTime() throws Exception {
        deadLetter("mail");

        assertThat(send("GET /admin/dead-letters?error=NOBODY%20has").body()).hasSize(1);
        assertThat(send("GET /admin/dead-letters?error=timeout").body()).isEmpty();
        assertThat(send("GET /admin/dead-letters?since=2026-01-01T00:00:00Z").body())
                .hasSize(1);
        assertThat(send("GET /admin/dead-letters?until=2026-01-01T00:00:00Z").body())
                .isEmpty();
        assertThat(send("GET /admin/dead-letters?since=yesterday").status()).isEqualTo(422);
    }

    @Test
    void theTrailTellsWhoDidWhatAndWhy() throws Exception {
        long replayed = deadLetter("unheard-of");
        long discarded = deadLetter("mail");
        send("POST /admin/dead-letters/" + replayed + "/replay");
        send("DELETE /admin/dead-letters/" + discarded + "?reason=The%20customer%20has%20left");

        JsonNode trail = send("GET /admin/dead-letters/trail").body();

        assertThat(trail).hasSize(2);
        assertThat(trail.get(0).path("action").asText()).isEqualTo("discarded");
        assertThat(trail.get(0).path("job_id").asText()).isEqualTo(Long.toString(discarded));
        assertThat(trail.get(0).path("reason").asText()).isEqualTo("The customer has left");
        assertThat(trail.get(0).path("who").asText()).isEqualTo("admin");
        assertThat(trail.get(1).path("action").asText()).isEqualTo("replayed");
        assertThat(trail.get(1).path("reason").isNull()).isTrue();
        long another = deadLetter("mail");
        assertThat(send("DELETE /admin/dead-letters/" + another + "?reason=" + "x".repeat(501))
                        .status())
                .isEqualTo(422);
        assertThat(state(another)).isEqualTo("dead");
    }

    @Test
    void aDeadLetterIsDeletedAndAJobAtWorkIsNot() throws Exception {
        long id = deadLetter("mail");
        Accepted waiting = ledger.submit(new NewJob("mail", UUID.randomUUID().toString(), Map.of()));

        Answer answer = send("DELETE /admin/dead-letters/" + id);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(send("DELETE /admin/dead-letters/" + id).status()).isEqualTo(404);
        assertThat(send("DELETE /admin/dead-letters/" + waiting.id()).status()).isEqualTo(404);
        assertThat(send("DELETE /admin/dead-letters/none").status()).isEqualTo(404);
        assertThat(state(waiting.id())).isEqualTo("waiting");
    }

    @Test
    void syncAndSetupAnswerWithTheirReports(CapturedOutput output) throws Exception {
        assertThat(send("POST /admin/sync").body().path("done").asText()).isEqualTo("sync-full");
        assertThat(send("POST /admin/setup").body().path("done").asText()).isEqualTo("board-setup");
        assertThat(output).contains("Staff admin did admin-sync: 200").contains("Staff admin did admin-setup: 200");
    }

    @Test
    void whoDidWhatAndHowItWentIsLogged(CapturedOutput output) throws Exception {
        send("DELETE /admin/dead-letters/4711");

        assertThat(output).contains("Staff admin did admin-delete: 404");
    }

    @Test
    void theStatusShowsFlowsQueuesMondayMirrorSocketsAndVersions() throws Exception {
        deadLetter("mail");
        ledger.submit(new NewJob("mail", UUID.randomUUID().toString(), Map.of()));
        send("GET /admin/dead-letters");

        JsonNode status = send("GET /admin/status").body();

        assertThat(status.path("dead_letters").asInt()).isEqualTo(1);
        assertThat(status.path("queues")).hasSize(2);
        assertThat(status.path("queues").get(0).path("kind").asText()).isEqualTo("mail");
        assertThat(status.path("queues").get(1).path("state").asText()).isEqualTo("waiting");
        assertThat(status.path("queues").get(1).path("oldest_age").isIntegralNumber())
                .isTrue();
        assertThat(status.path("mirror").path("tickets").asInt()).isZero();
        assertThat(status.path("monday").path("places").asInt()).isPositive();
        assertThat(status.path("sockets").isIntegralNumber()).isTrue();
        assertThat(status.path("versions").path("camel").asText()).isEqualTo("4.17.0");
        assertThat(status.path("refused_route_files")).isEmpty();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThatAdminFlowIsCounted());
    }

    private void assertThatAdminFlowIsCounted() throws Exception {
        for (JsonNode flow : send("GET /admin/status").body().path("flows")) {
            if (flow.path("flow").asText().equals("admin")) {
                assertThat(flow.path("routes").asInt()).isEqualTo(9);
                assertThat(flow.path("exchanges").asLong()).isGreaterThan(1);
                assertThat(flow.path("mean_ms").isNumber()).isTrue();
                assertThat(flow.path("in_flight").asLong()).isEqualTo(1);
                assertThat(flow.path("per_minute").asDouble()).isPositive();
                return;
            }
        }
        throw new AssertionError("The flow admin is missing");
    }

    /** A job that failed twice, for good the second time. */
    private long deadLetter(String kind) {
        Accepted accepted =
                ledger.submit(new NewJob(kind, UUID.randomUUID().toString(), Map.of("email", "ann@client.example")));
        outcomes.failed(ledger.claim(accepted.id()).orElseThrow(), new IOException("mail.example.com said no"));
        db.sql("UPDATE job SET next_try_at = CURRENT_TIMESTAMP WHERE id = ?")
                .param(accepted.id())
                .update();
        outcomes.failed(ledger.claim(accepted.id()).orElseThrow(), new FinalFailure("Nobody has this address"));
        return accepted.id();
    }

    private String state(long id) {
        return db.sql("SELECT state FROM job WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private Answer send(String request) throws Exception {
        return send(request, ADMIN_TOKEN);
    }

    private Answer send(String request, String token) throws Exception {
        String[] parts = request.split(" ");
        var builder = HttpRequest.newBuilder(URI.create("http://localhost:" + port + parts[1]))
                .method(parts[0], BodyPublishers.noBody());
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(builder.build(), BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(), answer.body(), answer.body().isEmpty() ? null : json.readTree(answer.body()));
    }
}
