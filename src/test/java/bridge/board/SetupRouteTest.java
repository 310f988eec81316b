package bridge.board;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.simulator.SimulatedMonday;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code setup} against accounts with no board, with half of one, and with webhooks that come to nothing. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "MONDAY_API_TOKEN=set-below",
            "JWT_SECRET_KEY=correct-horse-battery-staple-0123456789",
            "SMTP_HOST=localhost",
            "SECURE_STORAGE_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "DATABASE_URL=jdbc:h2:mem:setup-route;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/test-data/setup-route"
        })
class SetupRouteTest {

    private static final SimulatedMonday MONDAY = SimulatedMonday.start();
    private static final ChallengeServer OURS = new ChallengeServer();

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private BoardId boardId;

    @Autowired
    private BoardColumns columns;

    @Autowired
    private Labels labels;

    @Autowired
    private WebhookKey key;

    @Autowired
    private JdbcClient db;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path routes = Files.createTempDirectory("routes");
        for (String file : List.of("monday.camel.yaml", "board.camel.yaml", "setup.camel.yaml", "errors.camel.yaml")) {
            Files.copy(Path.of("routes", file), routes.resolve(file));
        }
        settings.add("ROUTES_DIR", routes::toString);
        settings.add("API_URL", OURS::url);
        settings.add("MONDAY_API_URL", MONDAY::apiUrl);
        settings.add("MONDAY_API_TOKEN", MONDAY::token);
        settings.add("MONDAY_WORKSPACE_ID", MONDAY::workspaceId);
    }

    @BeforeEach
    void anotherBoard() {
        OURS.deaf(false);
        MONDAY.calm();
        db.sql("DELETE FROM board_webhook").update();
        // As if the board that an earlier test made had been deleted.
        boardId.made("1");
    }

    @AfterAll
    static void stop() {
        MONDAY.close();
        OURS.close();
    }

    @Test
    void makesABoardWithEverythingTheFirstTimeAndNothingTheSecond() {
        SetupReport first = setup();
        assertThat(first.complete()).as(first.toString()).isTrue();
        assertThat(first.boardId()).isEqualTo(MONDAY.boardId());
        assertThat(first.found()).isEmpty();
        assertThat(first.advice()).anyMatch(a -> a.contains("MONDAY_BOARD_ID=" + MONDAY.boardId()));
        assertThat(first.done()).hasSize(1 + Field.values().length + WebhookSetup.EVENTS.size());
        assertThat(columns.current().columns()).containsOnlyKeys(Field.values());
        assertThat(columns.current().labels(Field.STATUS))
                .extracting(BoardLabel::text)
                .containsExactly("Open", "In Progress", "Resolved", "Closed");
        assertThat(OURS.queries).isNotEmpty().allSatisfy(q -> assertThat(key.matches(q.replace("key=", "")))
                .isTrue());

        MONDAY.calls().clear();
        int subscriptions = MONDAY.subscriptions();
        SetupReport second = setup();
        assertThat(second.done()).isEmpty();
        assertThat(second.complete()).isTrue();
        assertThat(second.found()).hasSizeGreaterThan(20);
        assertThat(MONDAY.calls().all()).noneMatch(call -> call.mutation());
        assertThat(MONDAY.subscriptions()).isEqualTo(subscriptions);
    }

    @Test
    void addsLabelsBesideThoseThatThereAre() {
        boardId.made(api("create_board(board_name: \"Old\", board_kind: public)")
                .path("create_board")
                .path("id")
                .asText());
        SetupReport report = setup();
        assertThat(report.complete()).as(report.toString()).isTrue();
        assertThat(report.done()).contains("Status labels Open, Closed").doesNotContain("column Status");
        BoardLayout layout = columns.current();
        assertThat(layout.labels(Field.STATUS))
                .extracting(BoardLabel::text)
                .containsExactlyInAnyOrder("Working on it", "Done", "Stuck", "Open", "Closed");
        assertThat(labels.labelFor(TicketStatus.IN_PROGRESS, layout)
                        .orElseThrow()
                        .id())
                .isZero();
        assertThat(labels.labelFor(TicketStatus.RESOLVED, layout).orElseThrow().id())
                .isEqualTo(1);
        assertThat(layout.labels(Field.PRIORITY)).hasSize(4);
    }

    @Test
    void makesAWebhookAgainThatMondayLost() {
        SetupReport first = setup();
        Map<String, Object> one = db.sql("SELECT webhook_id, event FROM board_webhook WHERE event = 'change_name'")
                .query()
                .singleRow();
        api("delete_webhook(id: " + one.get("webhook_id") + ")");
        assertThat(setup().done()).containsExactly("webhook change_name");
        assertThat(first.failed()).isEmpty();
    }

    @Test
    void saysSoWhenMondayCannotReachUsAndKeepsTheRest() {
        OURS.deaf(true);
        SetupReport report = setup();
        assertThat(report.complete()).isFalse();
        assertThat(report.failed()).singleElement().asString().startsWith("webhook create_item");
        assertThat(report.advice()).anyMatch(a -> a.contains("API_URL"));
        assertThat(columns.current().columns()).containsOnlyKeys(Field.values());
        OURS.deaf(false);
        assertThat(setup().complete()).isTrue();
    }

    private SetupReport setup() {
        return camel.requestBody("direct:board-setup", null, SetupReport.class);
    }

    private static JsonNode api(String mutation) {
        try {
            var request = HttpRequest.newBuilder(URI.create(MONDAY.apiUrl()))
                    .header("Authorization", MONDAY.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(new ObjectMapper()
                            .writeValueAsString(Map.of("query", "mutation { " + mutation + " { id } }"))))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return new ObjectMapper().readTree(answer.body()).path("data");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
