package bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.portal.Portal.Answer;
import bridge.simulator.BoardItem;
import bridge.simulator.Fault;
import bridge.simulator.Fault.Kind;
import bridge.simulator.SimulatedMonday;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes on one PostgreSQL: what one knows the other knows. */
class TwoNodesTest {

    private static final Map<String, String> TICKET = Map.of("title", "Printer", "description", "It smokes.");

    private static EmbeddedPostgres postgres;
    private static SimulatedMonday monday;
    private static Portal one;
    private static Portal other;

    private String own;
    private String token;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        one = node();
        other = node();
    }

    private static Portal node() {
        return Portal.start(
                monday,
                "DATABASE_URL=" + postgres.getJdbcUrl("postgres", "postgres"),
                "SHUTDOWN_DELAY_SECONDS=0",
                "spring.datasource.hikari.maximum-pool-size=12",
                "bridge.portal.patience=1500ms",
                "bridge.jobs.first-pause=200ms",
                "bridge.jobs.sweep-every=200ms");
    }

    @AfterAll
    static void stop() throws IOException {
        other.close();
        one.close();
        monday.close();
        postgres.close();
    }

    @BeforeEach
    void logIn() {
        monday.calm();
        one.settle();
        own = "acme-" + UUID.randomUUID();
        token = one.logIn("ann@acme.example", own);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void simultaneousSubmitsOnBothNodesAreOneTicket(boolean withKey) {
        String[] headers = withKey ? new String[] {"Idempotency-Key", "key"} : new String[0];
        monday.faults().arm(Fault.latency(Duration.ofMillis(200)));
        var turn = new AtomicInteger();

        List<Answer> answers = Portal.atOnce(20, () -> (turn.incrementAndGet() % 2 == 0 ? one : other)
                .post("/tickets/ticket", token, TICKET, headers));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.body().get("id").textValue())
                .containsOnly(answers.get(0).body().get("id").textValue());
        assertThat(items()).hasSize(1);
    }

    @Test
    void whatOneNodeWroteTheOtherShowsAtOnce() {
        for (int i = 0; i < 10; i++) {
            Map<String, String> ticket = Map.of("title", "Ticket " + i, "description", "d");
            String id =
                    one.post("/tickets/ticket", token, ticket).body().get("id").textValue();
            Answer list = other.get("/tickets/" + own, token);
            assertThat(list.body()).hasSize(i + 1);
            assertThat(list.body().get(0).get("id").textValue()).isEqualTo(id);

            other.call("PATCH", "/tickets/" + own + "/" + id, token, Map.of("status", "closed"));
            assertThat(one.get("/tickets/" + own + "?status=closed", token).body())
                    .hasSize(i + 1);
        }
    }

    @Test
    void ofSimultaneousChangesOfOneStateOnBothNodesOneWins() {
        Answer opened = one.post("/tickets/ticket", token, TICKET);
        String path = opened.header("Location");
        var turn = new AtomicInteger();

        List<Answer> answers = Portal.atOnce(6, () -> (turn.incrementAndGet() % 2 == 0 ? one : other)
                .call(
                        "PATCH",
                        path,
                        token,
                        Map.of("title", UUID.randomUUID().toString()),
                        "If-Match",
                        opened.header("ETag")));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412);
    }

    @Test
    void whileMondayIsAwayBothNodesKeepTicketsInOneOrder() {
        monday.faults().arm(Fault.next(Kind.CONNECTION_DROPPED).untilCleared());
        for (int i = 0; i < 6; i++) {
            Portal node = i % 2 == 0 ? one : other;
            Answer kept = node.post("/tickets/ticket", token, Map.of("title", "Ticket " + i, "description", "d"));
            assertThat(kept.status()).isEqualTo(202);
            assertThat(node.post(kept.header("Location") + "/comments", token, Map.of("text", "And " + i))
                            .status())
                    .isEqualTo(202);
        }
        monday.calm();

        await().atMost(Duration.ofSeconds(40)).until(() -> items().size() == 6);
        assertThat(items())
                .extracting(BoardItem::name)
                .containsExactly("Ticket 0", "Ticket 1", "Ticket 2", "Ticket 3", "Ticket 4", "Ticket 5");
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(items())
                .allMatch(item -> item.updates().size() == 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "-updated_at", "priority", "-priority"})
    void pagesAreComplete(String sort) {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            wanted.add(String.valueOf(one.mirrored(
                    own,
                    "Ärger " + i,
                    Instant.parse("2026-11-20T12:00:00Z").plusSeconds(i / 3),
                    Map.of("priority", i % 2 == 0 ? "high" : "low"))));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> page =
                Optional.of("/tickets/" + own + "?limit=3&q=RGER&status=open,closed&priority=low,high&sort=" + sort);
        for (Portal node = one; page.isPresent(); node = node == one ? other : one) {
            Answer answer = node.get(page.get(), token);
            assertThat(answer.header("X-Total-Count")).isEqualTo("11");
            seen.addAll(answer.body().findValuesAsText("id"));
            page = answer.next();
        }
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(wanted);
    }

    private List<BoardItem> items() {
        return monday.items().stream()
                .filter(item -> own.equals(item.cell("Portal ID")))
                .sorted(java.util.Comparator.comparing(BoardItem::id))
                .toList();
    }
}
