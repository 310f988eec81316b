package bridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.mirror.PortalEvent;
import bridge.mirror.PortalEvents;
import bridge.simulator.SimulatedMonday;
import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import bridge.ticket.TicketStatus;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a change on the board to the mirror. */
@BridgeTest
class WebhooksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOOK = "/webhooks/monday";

    private final SimulatedMonday monday;
    private final PortalClient anybody;
    private final String portal = "hooks-" + UUID.randomUUID();
    private final String email = "kim@" + portal + ".example";

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private TicketRows tickets;

    @Autowired
    private PortalEvents events;

    @Autowired
    private JdbcClient db;

    private long before;

    WebhooksIT(Surroundings around, PortalClient anybody) {
        this.monday = around.monday();
        this.anybody = anybody;
    }

    @BeforeEach
    void listen() {
        monday.calm();
        camel.requestBody("direct:board-setup", (Object) null);
        before = events.lastId();
    }

    @AfterEach
    void calm() {
        monday.calm();
    }

    @Test
    void aNewItemAndItsChangesAreMirroredAndTold() {
        String item = create("Printer");
        Ticket ticket = eventually(item);
        assertThat(ticket.clientId()).isEqualTo(portal);
        assertThat(ticket.clientEmail()).isEqualTo(email);
        monday.changeStatus(item, "Resolved");
        await().atMost(PATIENCE).until(() -> eventually(item).status() == TicketStatus.RESOLVED);
        assertThat(eventually(item).resolvedAt()).isNotNull();
        monday.member().rename(item, "Printer, new");
        await().atMost(PATIENCE).until(() -> eventually(item).title().equals("Printer, new"));
        assertThat(told()).startsWith("ticket_created " + item).contains("ticket_updated " + item);
    }

    @Test
    void unknownLabelsAndEmptyCellsHaveAMeaning() {
        String item = create("Odd");
        eventually(item);
        monday.member().clear(item, "Status");
        monday.member().clear(item, "Priority");
        monday.member().clear(item, "Description");
        await().atMost(PATIENCE).until(() -> eventually(item).description().isEmpty());
        assertThat(eventually(item).status()).isEqualTo(TicketStatus.OPEN);
        assertThat(eventually(item).rawStatus()).isNull();
    }

    @Test
    void anotherPortalIdIsAnotherOwner() {
        String item = create("Moves");
        eventually(item);
        String other = "other-" + UUID.randomUUID();
        monday.member().set(item, "Portal ID", other);
        await().atMost(PATIENCE).until(() -> tickets.find(other, item).isPresent());
        assertThat(tickets.find(portal, item)).isEmpty();
        assertThat(told()).contains("ticket_deleted " + item);
        monday.member().clear(item, "Portal ID");
        await().atMost(PATIENCE).until(() -> tickets.find(other, item).isEmpty());
        assertThat(tickets.findAny(item)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatLeavesTheBoardLeavesThePortalAndCanComeBack(boolean archived) {
        String item = create("Short-lived");
        eventually(item);
        if (archived) {
            monday.member().archive(item);
        } else {
            monday.member().delete(item);
        }
        await().atMost(PATIENCE).until(() -> tickets.findAny(item).isEmpty());
        monday.member().restore(item);
        eventually(item);
        await().atMost(PATIENCE).until(() -> told().equals(
                        List.of("ticket_created " + item, "ticket_deleted " + item, "ticket_created " + item)));
    }

    @Test
    void updatesBecomeCommentsAsTheirKindAllows() {
        String item = create("Talk");
        eventually(item);
        monday.member().update(item, "between us");
        String update = monday.member().update(item, "[client] on our way");
        await().atMost(PATIENCE).until(() -> told().contains("comment_added " + item));
        assertThat(texts(item)).containsExactly("on our way");
        monday.member().deleteUpdate(update);
        await().atMost(PATIENCE).until(() -> texts(item).isEmpty());
    }

    @Test
    void moreUpdatesThanAPageAreAllRead() {
        String item = create("Long talk");
        monday.webhooks().pause();
        for (int i = 0; i < 130; i++) {
            monday.member().update(item, "[client] " + i);
        }
        monday.webhooks().resume();
        await().atMost(PATIENCE)
                .until(() -> eventually(item) != null && texts(item).size() == 130);
    }

    @Test
    void aBurstCostsFarFewerCallsThanItHasChanges() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            items.add(create("Burst " + i));
        }
        await().atMost(PATIENCE).until(() -> tickets.ofPortal(portal).size() == 200);
        monday.calls().clear();
        items.forEach(item -> monday.changeStatus(item, "In Progress"));
        await().atMost(PATIENCE)
                .until(() -> tickets.ofPortal(portal).stream().allMatch(t -> t.status() == TicketStatus.IN_PROGRESS));
        assertThat(monday.calls().total()).isLessThan(20);
    }

    @Test
    void repeatedAndOvertakingDeliveriesDoNoHarm() {
        monday.webhooks().copies(3);
        monday.webhooks().reorder(true);
        String item = create("Again");
        for (int i = 0; i < 10; i++) {
            monday.member().describe(item, "step " + i);
        }
        await().atMost(PATIENCE)
                .until(() -> tickets.findAny(item).isPresent()
                        && eventually(item).description().equals("step 9"));
        await().atMost(PATIENCE).until(() -> monday.webhooks().waiting() == 0 && openJobs() == 0);
        assertThat(eventually(item).description()).isEqualTo("step 9");
        assertThat(told().stream().filter(e -> e.startsWith("ticket_created"))).hasSize(1);
    }

    @Test
    void itemsAreReadWhenMondayIsBack() {
        String item = create("Patience");
        eventually(item);
        monday.faults()
                .arm(bridge.simulator.Fault.next(bridge.simulator.Fault.Kind.SERVER_ERROR)
                        .on("items")
                        .times(2));
        monday.member().describe(item, "after the storm");
        await().atMost(Duration.ofSeconds(40))
                .until(() -> eventually(item).description().equals("after the storm"));
    }

    @Test
    void aChallengeComesBackBeforeAnyProof() throws Exception {
        Answer answer = anybody.post(HOOK, Map.of("challenge", "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().body())
                .isEqualTo("{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}");
    }

    @Test
    void withoutProofNothingIsTaken() throws Exception {
        long jobs = jobs();
        for (Answer answer : List.of(
                anybody.post(HOOK, event("1")),
                anybody.post(HOOK + "?key=", event("1")),
                anybody.post(HOOK + "?key=wrong", event("1")),
                anybody.post(HOOK, Map.of("challenge", "x", "event", Map.of())),
                signed(JWT.create().withExpiresAt(Instant.now().minusSeconds(120)), monday.signingSecret(), event("1")),
                signed(JWT.create(), monday.signingSecret(), event("1")),
                signed(
                        exp().withAudience("https://elsewhere.example/webhooks/monday"),
                        monday.signingSecret(),
                        event("1")),
                signed(exp(), monday.clientSecret(), event("1")))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isNotNull();
        }
        assertThat(jobs()).isEqualTo(jobs);
    }

    @Test
    void aSignedEventIsAJobOnce() throws Exception {
        String uuid = UUID.randomUUID().toString();
        long jobs = jobs();
        for (int i = 0; i < 2; i++) {
            Answer answer = signed(exp(), monday.signingSecret(), event(uuid));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.http().body()).isEqualTo("{\"status\":\"received\"}");
        }
        assertThat(jobs()).isEqualTo(jobs + 1);
    }

    @Test
    void eventsThatConcernNothingOfOursAreAcknowledgedOnly() throws Exception {
        long jobs = jobs();
        Map<String, Object> elsewhere = Map.of("event", Map.of("type", "create_pulse", "boardId", 1, "pulseId", 2));
        Map<String, Object> without =
                Map.of("event", Map.of("type", "create_group", "boardId", Long.valueOf(monday.boardId())));
        assertThat(signed(exp(), monday.signingSecret(), elsewhere).http().body())
                .contains("received");
        assertThat(signed(exp(), monday.signingSecret(), without).http().body()).contains("received");
        assertThat(jobs()).isEqualTo(jobs);
    }

    @Test
    void whatIsNoEventIsMalformed() throws Exception {
        assertThat(signed(exp(), monday.signingSecret(), "[1]").status()).isEqualTo(400);
        assertThat(signed(exp(), monday.signingSecret(), Map.of("events", 1)).status())
                .isEqualTo(400);
    }

    private Answer signed(com.auth0.jwt.JWTCreator.Builder token, String secret, Object body) throws Exception {
        String jwt = token.withClaim("accountId", 1).sign(Algorithm.HMAC256(secret));
        return anybody.send("POST", HOOK, body, Map.of("Authorization", jwt));
    }

    private static com.auth0.jwt.JWTCreator.Builder exp() {
        return JWT.create().withExpiresAt(Instant.now().plusSeconds(60));
    }

    private Map<String, Object> event(String uuid) {
        return Map.of(
                "event",
                Map.of(
                        "type",
                        "update_column_value",
                        "boardId",
                        Long.valueOf(monday.boardId()),
                        "pulseId",
                        12345,
                        "triggerUuid",
                        uuid));
    }

    private String create(String name) {
        return monday.createItem(name, "smoke", portal, email);
    }

    private Ticket eventually(String item) {
        return await().atMost(PATIENCE)
                .until(() -> tickets.findAny(item), Optional::isPresent)
                .map(TicketRow::ticket)
                .orElseThrow();
    }

    private List<String> texts(String item) {
        return db.sql("""
                        SELECT text FROM ticket_comment WHERE is_public
                          AND ticket_id = (SELECT id FROM ticket WHERE item_id = :item) ORDER BY created_at, id""").param("item", Long.valueOf(item)).query(String.class).list();
    }

    private List<String> told() {
        return events.since(before, portal, 10_000).stream()
                .map((PortalEvent e) -> e.type().word() + " " + e.ticketId())
                .toList();
    }

    private long jobs() {
        return db.sql("SELECT COUNT(*) FROM job WHERE kind = 'webhook-refetch'")
                .query(Long.class)
                .single();
    }

    private long openJobs() {
        return db.sql("SELECT COUNT(*) FROM job WHERE kind = 'webhook-refetch' AND state <> 'done'")
                .query(Long.class)
                .single();
    }
}
