package bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.portal.Portal.Answer;
import bridge.simulator.BoardItem;
import bridge.simulator.Fault;
import bridge.simulator.Fault.Kind;
import bridge.simulator.SimulatedMonday;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening tickets, through the real entrance onto a simulated board. */
class TicketCreateRouteTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, String> TICKET = Map.of("title", "Printer", "description", "It smokes.");

    private static SimulatedMonday monday;
    private static Portal portal;

    private String own;
    private String token;

    @BeforeAll
    static void start() {
        monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        portal = Portal.start(
                monday,
                "bridge.portal.patience=1500ms",
                "bridge.jobs.first-pause=200ms",
                "bridge.jobs.longest-pause=1s",
                "bridge.jobs.sweep-every=200ms",
                "bridge.monday.interactive-timeout=3s",
                "bridge.monday.response-timeout=3s");
    }

    @AfterAll
    static void stop() {
        portal.close();
        monday.close();
    }

    @BeforeEach
    void logIn() {
        own = "acme-" + UUID.randomUUID();
        token = portal.logIn("ann@acme.example", own);
        monday.calm();
        portal.settle();
        monday.calls().clear();
    }

    @Test
    void aNewTicketIsAnItemOnTheBoard() {
        Answer answer =
                create(Map.of("title", "  Printer \"offline\"  ", "description", "Since\nMonday", "priority", "high"));

        assertThat(answer.status()).isEqualTo(201);
        String id = answer.body().get("id").textValue();
        BoardItem item = monday.item(id);
        assertThat(item.name()).isEqualTo("Printer \"offline\"");
        assertThat(item.cell("Description")).isEqualTo("Since\nMonday");
        assertThat(item.cell("Portal ID")).isEqualTo(own);
        assertThat(item.cell("Client Email")).isEqualTo("ann@acme.example");
        assertThat(item.cell("Status")).isEqualTo("Open");
        assertThat(item.cell("Priority")).isEqualTo("High");
        assertThat(item.cell("Ticket ID")).matches("T-[A-Z2-7]{12}");
        assertThat(answer.header("Location")).isEqualTo("/tickets/" + own + "/" + id);
        assertThat(answer.body().has("sync")).isFalse();
        assertThat(portal.get("/tickets/" + own, token).body().get(0)).isEqualTo(answer.body());
        assertThat(portal.get("/tickets/" + own + "/" + id, token).header("ETag"))
                .isEqualTo(answer.header("ETag"));
        assertThat(monday.calls().count("create_item")).isEqualTo(1);
    }

    @Test
    void theOlderPathDoesTheSame() {
        Answer answer = portal.post("/ticket", token, TICKET);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("priority").textValue()).isEqualTo("medium");
    }

    @Test
    void theOwnerIsWhoeverIsLoggedIn() {
        Answer answer = create(Map.of(
                "title",
                "t",
                "description",
                "d",
                "portal_id",
                "other",
                "client_id",
                "other",
                "status",
                "closed",
                "id",
                "1",
                "client_email",
                "eve@other.example"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("client_id").textValue()).isEqualTo(own);
        assertThat(answer.body().get("client_email").textValue()).isEqualTo("ann@acme.example");
        assertThat(answer.body().get("client_name").textValue()).isEqualTo("Name of ann@acme.example");
        assertThat(answer.body().get("status").textValue()).isEqualTo("open");
    }

    @Test
    void exactlyOneEventTellsOfIt() {
        long before = portal.lastEvent();

        String id = create(TICKET).body().get("id").textValue();

        assertThat(portal.eventsSince(before, own)).containsExactly("ticket_created " + id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | description title",
                "{'title':'','description':'d'}                        | title",
                "{'title':'   ','description':'d'}                     | title",
                "{'title':null,'description':'d'}                      | title",
                "{'title':5,'description':'d'}                         | title",
                "{'title':['x'],'description':'d'}                     | title",
                "{'title':'a\\u0000b','description':'d'}               | title",
                "{'title':'a\\nb','description':'d'}                   | title",
                "{'title':'a\\ud800b','description':'d'}               | title",
                "{'title':'t','description':'a\\u0007'}                | description",
                "{'title':'t','description':' \\n '}                   | description",
                "{'title':'t','description':'d','priority':'blocker'}  | priority",
                "{'title':'t','description':'d','priority':''}         | priority",
                "{'title':'t','description':'d','priority':null}       | priority",
                "{'title':'t','description':'d','priority':3}          | priority",
            })
    void whatCannotBeAcceptedIsNamed(String body, String fields) {
        Answer answer = create(body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors"))
                .extracting(error -> error.get("field").textValue())
                .containsExactlyInAnyOrder(fields.split(" "));
        assertThat(monday.calls().count("create_item")).isZero();
    }

    @Test
    void lengthsAreThoseOfMonday() {
        assertThat(create(Map.of("title", "x".repeat(255), "description", "y".repeat(2000)))
                        .status())
                .isEqualTo(201);
        assertThat(create(Map.of("title", "x".repeat(256), "description", "y")).status())
                .isEqualTo(422);
        assertThat(create(Map.of("title", "x", "description", "y".repeat(2001))).status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "[]", "\"x\"", "null", "{\"title\":", "{\"title\":\"a\",\"title\":\"b\"}", "{} {}"})
    void whatIsNoJsonObjectIsMalformed(String body) {
        assertThat(create(body).status()).isEqualTo(400);
    }

    @Test
    void onlyJsonIsTaken() {
        assertThat(portal.call("POST", "/tickets/ticket", token, null, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(portal.call("PUT", "/tickets/ticket", token, "{}").status()).isEqualTo(405);
        assertThat(portal.post("/tickets/ticket", null, TICKET).status()).isEqualTo(401);
    }

    @Test
    void theSameKeyAndBodyIsTheSameTicket() {
        Answer first = create(TICKET, "Idempotency-Key", "key-1");
        Answer second = create(
                "{ \"description\": \"It smokes.\", \"title\": \"Printer \", \"priority\": \"medium\" }",
                "Idempotency-Key",
                "key-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(monday.calls().count("create_item")).isEqualTo(1);
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        create(TICKET, "Idempotency-Key", "key-2");

        Answer other = create(Map.of("title", "Other", "description", "It smokes."), "Idempotency-Key", "key-2");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(monday.calls().count("create_item")).isEqualTo(1);
    }

    @Test
    void aKeyBelongsToItsCaller() {
        String other = portal.logIn("bob@acme.example", own);

        Answer first = create(TICKET, "Idempotency-Key", "key-3");
        Answer second = portal.post("/tickets/ticket", other, TICKET, "Idempotency-Key", "key-3");

        assertThat(second.body().get("id")).isNotEqualTo(first.body().get("id"));
    }

    @Test
    void differentKeysAreDifferentTickets() {
        Answer first = create(TICKET, "Idempotency-Key", "key-4");
        Answer second = create(TICKET, "Idempotency-Key", "key-5");

        assertThat(second.body().get("id")).isNotEqualTo(first.body().get("id"));
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        Answer first = create(TICKET, "Idempotency-Key", "key-6");
        age(Duration.ofHours(25));

        Answer second = create(TICKET, "Idempotency-Key", "key-6");

        assertThat(second.body().get("id")).isNotEqualTo(first.body().get("id"));
    }

    @Test
    void aKeyHasBounds() {
        assertThat(create(TICKET, "Idempotency-Key", "x".repeat(256)).status()).isEqualTo(422);
        assertThat(create(TICKET, "Idempotency-Key", "").status()).isEqualTo(422);
        assertThat(create(TICKET, "Idempotency-Key", "x".repeat(255)).status()).isEqualTo(201);
        assertThat(create(TICKET, "Idempotency-Key", "\"quoted\"").status()).isEqualTo(201);
    }

    @Test
    void aFormSubmittedTwiceIsOneTicketForTenSeconds() {
        Answer first = create(TICKET);
        Answer second = create(TICKET);
        Answer other = create(Map.of("title", "Printer", "description", "It smokes a lot."));
        age(Duration.ofSeconds(11));
        Answer later = create(TICKET);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.body().get("id")).isNotEqualTo(first.body().get("id"));
        assertThat(later.body().get("id")).isNotEqualTo(first.body().get("id"));
    }

    @Test
    void anotherSessionIsAnotherTicket() {
        String elsewhere = portal.logIn("ann@acme.example", own);

        assertThat(portal.post("/tickets/ticket", elsewhere, TICKET).body().get("id"))
                .isNotEqualTo(create(TICKET).body().get("id"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void simultaneousSubmitsAreOneTicket(boolean withKey) {
        String[] headers = withKey ? new String[] {"Idempotency-Key", "key-7"} : new String[0];
        monday.faults().arm(Fault.latency(Duration.ofMillis(300)));

        List<Answer> answers = Portal.atOnce(20, () -> create(TICKET, headers));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.body().get("id").textValue())
                .containsOnly(answers.get(0).body().get("id").textValue());
        assertThat(monday.calls().count("create_item")).isEqualTo(1);
        assertThat(items()).hasSize(1);
    }

    @Test
    void simultaneousTicketsOfOnePortalAreAllDelivered() {
        monday.faults().arm(Fault.latency(Duration.ofMillis(50)));

        List<Answer> answers =
                Portal.atOnce(8, () -> create(Map.of("title", UUID.randomUUID().toString(), "description", "d")));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(items()).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CONNECTION_DROPPED", "SERVER_ERROR", "MINUTE_LIMIT", "HANG"})
    void whileMondayIsAwayTicketsAreKeptAndDeliveredInOrder(Kind kind) {
        monday.faults().arm(Fault.next(kind).untilCleared().retryAfter(1));

        List<String> provisional = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Answer kept = create(Map.of("title", "Ticket " + i, "description", "d"));
            assertThat(kept.status()).isEqualTo(202);
            assertThat(kept.body().get("sync").textValue()).isEqualTo("pending");
            String id = kept.body().get("id").textValue();
            assertThat(id).startsWith("pending-");
            assertThat(kept.header("Location")).isEqualTo("/tickets/" + own + "/" + id);
            assertThat(portal.get("/tickets/" + own + "/" + id, token).body()).isEqualTo(kept.body());
            provisional.add(id);
        }
        assertThat(portal.get("/tickets/" + own, token).body())
                .extracting(ticket -> ticket.get("id").textValue())
                .containsExactly(provisional.get(2), provisional.get(1), provisional.get(0));

        monday.calm();

        await().atMost(LONG).until(() -> items().size() == 3);
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        portal.get("/tickets/" + own, token).body())
                .allMatch(ticket -> !ticket.has("sync")));
        assertThat(items()).extracting(BoardItem::name).containsExactly("Ticket 0", "Ticket 1", "Ticket 2");
        for (int i = 0; i < 3; i++) {
            String path = "/tickets/" + own + "/" + provisional.get(i);
            Answer moved = portal.get(path, token);
            assertThat(moved.status()).isEqualTo(308);
            assertThat(portal.get(moved.header("Location"), token)
                            .body()
                            .get("title")
                            .textValue())
                    .isEqualTo("Ticket " + i);
            assertThat(portal.get(path + "/comments", token).header("Location"))
                    .isEqualTo(moved.header("Location") + "/comments");
            assertThat(portal.call("PATCH", path, token, "{}").status()).isEqualTo(308);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ANSWER_LOST", "SERVER_ERROR_AFTER_EXECUTION", "HANG_AFTER_EXECUTION", "PARTIAL_DATA"})
    void anAnswerThatWasLostDoesNotMakeASecondItem(Kind kind) {
        monday.faults().arm(Fault.next(kind).on("create_item").times(2));

        Answer answer = create(TICKET);
        monday.forgetIdempotencyKeys();

        assertThat(answer.status()).isIn(201, 202);
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        portal.get("/tickets/" + own, token).body())
                .singleElement()
                .matches(ticket -> !ticket.has("sync")));
        assertThat(items()).hasSize(1);
    }

    @Test
    void aKeyUsedWhileMondayWasAwayLeadsToTheDeliveredTicket() {
        monday.faults().arm(Fault.next(Kind.CONNECTION_DROPPED).untilCleared());
        Answer kept = create(TICKET, "Idempotency-Key", "key-8");
        Answer again = create(TICKET, "Idempotency-Key", "key-8");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(kept.body());

        monday.calm();
        await().atMost(LONG).until(() -> items().size() == 1);

        await().atMost(LONG).untilAsserted(() -> assertThat(
                        create(TICKET, "Idempotency-Key", "key-8").status())
                .isEqualTo(201));
        assertThat(items()).hasSize(1);
    }

    @Test
    void slowMondayIsNotWaitedForAndTheTicketComesOnce() {
        monday.faults().arm(Fault.latency(Duration.ofMillis(2300)));
        long begun = System.nanoTime();

        Answer kept = create(TICKET);

        assertThat(kept.status()).isEqualTo(202);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        String path = kept.header("Location");
        await().atMost(LONG).until(() -> portal.get(path, token).status() == 308);
        assertThat(monday.calls().count("create_item")).isEqualTo(1);
        assertThat(items()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNAUTHORIZED", "FORBIDDEN"})
    void whatMondayRefusesIsToldAndLeavesNothing(Kind kind) {
        monday.faults().arm(Fault.next(kind).on("create_item"));

        Answer answer = create(TICKET, "Idempotency-Key", "key-9");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(portal.get("/tickets/" + own, token).body()).isEmpty();
        assertThat(portal.db()
                        .sql("SELECT COUNT(*) FROM job WHERE kind = 'ticket-create' AND state <> 'done'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(create(TICKET, "Idempotency-Key", "key-9").status()).isEqualTo(201);
        assertThat(items()).hasSize(1);
    }

    @Test
    void staffOpenATicketForAPortal() {
        Answer unnamed = portal.post("/tickets/ticket", Portal.ADMIN, TICKET);
        Answer unknown = portal.post(
                "/tickets/ticket", Portal.ADMIN, Map.of("title", "t", "description", "d", "portal_id", "nobody"));
        Answer opened = portal.post(
                "/tickets/ticket", Portal.ADMIN, Map.of("title", "t", "description", "d", "portal_id", own));

        for (Answer refused : List.of(unnamed, unknown)) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().get("errors").get(0).get("field").textValue())
                    .isEqualTo("portal_id");
        }
        assertThat(opened.status()).isEqualTo(201);
        assertThat(portal.get("/tickets/" + own, token).body().get(0)).isEqualTo(opened.body());
    }

    @Test
    void aThousandReadsDoNotCallMonday() {
        String id = create(TICKET).body().get("id").textValue();
        monday.calls().clear();

        for (int i = 0; i < 250; i++) {
            portal.get("/tickets/" + own, token);
            portal.get("/tickets/" + own + "?q=printer&limit=10", token);
            portal.get("/tickets/" + own + "/" + id, token);
            portal.get("/tickets/" + own + "/" + id + "/comments", token);
        }

        assertThat(monday.calls().count("items")).isZero();
        assertThat(monday.calls().count("boards")).isZero();
        assertThat(monday.calls().count("items_page_by_column_values")).isZero();
    }

    private Answer create(Object body, String... headers) {
        return portal.post("/tickets/ticket", token, body, headers);
    }

    private List<BoardItem> items() {
        return monday.items().stream()
                .filter(item -> own.equals(item.cell("Portal ID")))
                .sorted(java.util.Comparator.comparing(BoardItem::id))
                .toList();
    }

    /** Lets time pass for the requests that are remembered. */
    private static void age(Duration time) {
        portal.db()
                .sql(
                        "UPDATE idempotent_request SET created_at = created_at - CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND")
                .param(time.toSeconds())
                .update();
    }
}
