package bridge.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.AppEndpoint;
import bridge.simulator.AppPost;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.User;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From something that happens in the portal or on the board to the automation that waits for it. */
@BridgeTest
class TriggersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicLong SUBSCRIPTION = new AtomicLong(481_690_204);

    private final Surroundings around;
    private final SimulatedMonday monday;
    private final AppEndpoint triggers;
    private final PortalClient anybody;
    private final String portal = "triggers-" + UUID.randomUUID();
    private final String email = "kim@" + portal + ".example";

    @Value("${bridge.api.url}")
    private String url;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private TicketRows tickets;

    @Autowired
    private JdbcClient db;

    TriggersIT(Surroundings around, PortalClient anybody) {
        this.around = around;
        this.monday = around.monday();
        this.triggers = monday.app().triggers();
        this.anybody = anybody;
    }

    @BeforeEach
    void listen() {
        monday.calm();
        camel.requestBody("direct:board-setup", (Object) null);
    }

    @AfterEach
    void forget() {
        monday.calm();
        db.sql("DELETE FROM trigger_subscription").update();
    }

    @Test
    void aNewTicketReachesTheAutomationsThatWaitForIt() throws Exception {
        String first = waits("ticket-created", Map.of());
        String second = waits("ticket-created", Map.of("portal", portal));
        String other = waits("ticket-reopened", Map.of());
        String item = create("Printer");

        AppPost post = eventually(first, 1).get(0);
        assertThat(post.accepted()).isTrue();
        JsonNode fields = post.outputFields();
        assertThat(fields.path("itemId").asLong()).isEqualTo(Long.parseLong(item));
        assertThat(fields.path("boardId").asLong()).isEqualTo(Long.parseLong(monday.boardId()));
        assertThat(fields.path("ticketId").asText()).isEqualTo(item);
        assertThat(fields.path("title").asText()).isEqualTo("Printer");
        assertThat(fields.path("status").asText()).isEqualTo("open");
        assertThat(fields.path("priority").asText()).isEqualTo("medium");
        assertThat(fields.path("portal").asText()).isEqualTo(portal);
        assertThat(fields.path("clientEmail").asText()).isEqualTo(email);
        assertThat(fields.path("clientName").asText()).isEqualTo(email);
        assertThat(eventually(second, 1).get(0).outputFields()).isEqualTo(fields);
        assertThat(triggers.posts(other)).isEmpty();
    }

    @Test
    void anAutomationHearsOnlyOfWhatItsFieldsAskFor() throws Exception {
        String chosen = waits(
                "ticket-created", Map.of("portal", Map.of("title", portal, "value", portal), "priority", "urgent"));
        String last = waits("ticket-created", Map.of());
        created("Elsewhere", "elsewhere-" + portal, "Urgent");
        created("Harmless", portal, "Low");
        created("Wanted", portal, "Urgent");
        eventually(last, 3);
        assertThat(eventually(chosen, 1).get(0).outputFields().path("title").asText())
                .isEqualTo("Wanted");
        assertThat(triggers.posts(chosen)).hasSize(1);
    }

    @Test
    void aReplyOfAClientIsToldAndNothingThatTheTeamWrites() throws Exception {
        String item = create("Printer");
        mirrored(item);
        String replies = waits("client-replied", Map.of());
        monday.addUpdate(item, "A note for ourselves", monday.admin());
        monday.addUpdate(item, "[client] We are on it", monday.admin());
        PortalClient client = anybody.as(around.login(url, email));
        client.post("/tickets/" + portal + "/" + item + "/comments", Map.of("text", "It smokes <b>again</b>"));

        JsonNode fields = eventually(replies, 1).get(0).outputFields();
        assertThat(fields.path("text").asText()).isEqualTo("It smokes <b>again</b>");
        assertThat(fields.path("author").asText()).isEqualTo(email);
        assertThat(fields.path("title").asText()).isEqualTo("Printer");
        assertThat(fields.path("itemId").asText()).isEqualTo(item);
        await().atMost(PATIENCE)
                .until(() -> client.get("/tickets/" + portal + "/" + item + "/comments")
                                .body()
                                .size()
                        == 2);
        settled();
        assertThat(triggers.posts(replies)).hasSize(1);
    }

    @Test
    void aTicketIsReopenedWhenItWasFinishedBefore() throws Exception {
        String item = create("Comes back");
        mirrored(item);
        String reopened = waits("ticket-reopened", Map.of());
        becomes(item, "In Progress", TicketStatus.IN_PROGRESS);
        becomes(item, "Resolved", TicketStatus.RESOLVED);
        becomes(item, "Closed", TicketStatus.CLOSED);
        settled();
        assertThat(triggers.posts(reopened)).isEmpty();
        becomes(item, "In Progress", TicketStatus.IN_PROGRESS);
        assertThat(eventually(reopened, 1).get(0).outputFields().path("status").asText())
                .isEqualTo("in_progress");
    }

    @Test
    void aTicketThatMovesToAnotherPortalIsNotANewOne() throws Exception {
        String item = create("Moves");
        mirrored(item);
        String creations = waits("ticket-created", Map.of());
        monday.member().set(item, "Portal ID", "other-" + portal);
        await().atMost(PATIENCE)
                .until(() -> tickets.find("other-" + portal, item).isPresent());
        settled();
        assertThat(triggers.posts(creations)).isEmpty();
    }

    @Test
    void whatHappenedBeforeIsNotToldAndWhatEndedHearsNothing() throws Exception {
        mirrored(create("Before"));
        Map<String, Object> payload = payload(triggers.newUrl(), Map.of());
        String ours = subscribed("ticket-created", payload);
        assertThat(subscribed("ticket-created", payload)).isEqualTo(ours);
        String target = (String) payload.get("webhookUrl");
        mirrored(create("Between"));
        eventually(target, 1);

        assertThat(end("ticket-created", monday.stranger(), ours).status()).isEqualTo(200);
        mirrored(create("Still told"));
        eventually(target, 2);

        assertThat(end("ticket-created", monday.admin(), ours).status()).isEqualTo(200);
        assertThat(end("ticket-created", monday.admin(), ours).status()).isEqualTo(200);
        mirrored(create("After"));
        settled();
        assertThat(triggers.posts(target))
                .extracting(post -> post.outputFields().path("title").asText())
                .containsExactly("Between", "Still told");
    }

    @Test
    void aSubscriptionAlsoEndsByItsIdAtMonday() throws Exception {
        Map<String, Object> payload = payload(triggers.newUrl(), Map.of());
        subscribed("ticket-created", payload);
        assertThat(end("ticket-created", monday.admin(), payload.get("subscriptionId"))
                        .status())
                .isEqualTo(200);
        mirrored(create("After"));
        settled();
        assertThat(triggers.posts((String) payload.get("webhookUrl"))).isEmpty();
    }

    @Test
    void aCallThatFailsIsRepeatedAndLaterOnesOfTheTicketWaitForIt() throws Exception {
        String item = create("Printer");
        mirrored(item);
        String replies = waits("client-replied", Map.of());
        PortalClient client = anybody.as(around.login(url, email));
        triggers.behaviour().fail(503, 2);
        for (String text : List.of("one", "two", "three")) {
            client.post("/tickets/" + portal + "/" + item + "/comments", Map.of("text", text));
        }
        await().atMost(PATIENCE)
                .until(() -> triggers.posts(replies).stream()
                                .filter(AppPost::accepted)
                                .count()
                        == 3);
        assertThat(triggers.posts(replies))
                .filteredOn(AppPost::accepted)
                .extracting(post -> post.outputFields().path("text").asText())
                .containsExactly("one", "two", "three");
        assertThat(triggers.posts(replies)).hasSize(5);
        assertThat(triggers.posts(replies).subList(0, 3))
                .allMatch(post -> post.outputFields().path("text").asText().equals("one"));
    }

    @Test
    void aCallThatMondayRefusesBecomesADeadLetterAndCanBeReplayed() throws Exception {
        String creations = waits("ticket-created", Map.of());
        triggers.behaviour().fail(404, 1);
        mirrored(create("Refused"));
        PortalClient admin = anybody.as(Surroundings.ADMIN_TOKEN);
        await().atMost(PATIENCE).until(() -> letters(admin).size() == 1);
        JsonNode letter = letters(admin).get(0);
        assertThat(letter.path("last_error").asText()).isEqualTo("monday refused the call for good (HTTP 404)");
        mirrored(create("Taken"));
        eventually(creations, 2);
        admin.post("/admin/dead-letters/" + letter.path("id").asText() + "/replay", null);
        assertThat(eventually(creations, 3).get(2).outputFields().path("title").asText())
                .isEqualTo("Refused");
    }

    @Test
    void whoeverUnsubscribesIsNotCalledByWhatStillWaits() throws Exception {
        Map<String, Object> payload = payload(triggers.newUrl(), Map.of());
        String ours = subscribed("ticket-created", payload);
        triggers.behaviour().fail(503, -1);
        mirrored(create("Too late"));
        eventually((String) payload.get("webhookUrl"), 1);
        end("ticket-created", monday.admin(), ours);
        int before = triggers.posts().size();
        triggers.behaviour().calm();
        settled();
        assertThat(triggers.posts()).hasSize(before);
    }

    @Test
    void anotherAccountHearsNothingOfOurCustomers() throws Exception {
        Answer refused =
                call("/triggers/ticket-created/subscribe", monday.stranger(), payload(triggers.newUrl(), Map.of()));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("severityCode").asInt()).isEqualTo(4000);
        assertThat(refused.body().path("notificationErrorDescription").asText()).contains("another monday account");
        assertThat(call("/triggers/options/portals", monday.stranger(), Map.of())
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "http://api-gw.monday.com/x",
                "https://monday.com@evil.example/x",
                "https://127.0.0.1/x",
                "not an address",
                ""
            })
    void onlyAddressesOfMondayAreTaken(String webhookUrl) throws Exception {
        Answer refused = call("/triggers/ticket-created/subscribe", monday.admin(), payload(webhookUrl, Map.of()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("severityCode").asInt()).isEqualTo(4000);
        assertThat(refused.body().path("runtimeErrorDescription").asText())
                .isEqualTo("webhookUrl is not an https address of monday.com");
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedInMondaysWords() throws Exception {
        String target = triggers.newUrl();
        assertThat(call("/triggers/ticket-burnt/subscribe", monday.admin(), payload(target, Map.of()))
                        .status())
                .isEqualTo(404);
        assertThat(call(
                                "/triggers/ticket-created/subscribe",
                                monday.admin(),
                                payload(target, Map.of("priority", "blue")))
                        .body()
                        .path("runtimeErrorDescription")
                        .asText())
                .isEqualTo("priority is none of low, medium, high and urgent");
        assertThat(call("/triggers/ticket-created/unsubscribe", monday.admin(), Map.of())
                        .status())
                .isEqualTo(400);
        for (String body : List.of("[]", "{", "", "{\"payload\":5}")) {
            Answer refused = anybody.send(
                    "POST",
                    "/triggers/ticket-created/subscribe",
                    body,
                    Map.of("Authorization", token("/triggers/ticket-created/subscribe", monday.admin())));
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.body().path("severityCode").asInt()).isEqualTo(4000);
        }
    }

    @Test
    void onlyMondaySubscribes() throws Exception {
        String path = "/triggers/ticket-created/subscribe";
        Map<String, Object> body = Map.of("payload", payload(triggers.newUrl(), Map.of()));
        for (String token : List.of(
                "",
                "Bearer " + Surroundings.ADMIN_TOKEN,
                monday.app().tokens().lifecycle(monday.admin()),
                monday.app().tokens().livingFor(Duration.ofMinutes(-2)).action(monday.admin(), url + path),
                token("/mail/send", monday.admin()))) {
            Answer refused = anybody.send("POST", path, body, Map.of("Authorization", token));
            assertThat(refused.status()).as(token).isEqualTo(401);
            assertThat(refused.body().path("severityCode").asInt()).isEqualTo(4000);
        }
        assertThat(db.sql("SELECT COUNT(*) FROM trigger_subscription")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theMakerOfAnAutomationChoosesAmongPortalsAndPriorities() throws Exception {
        for (int i = 0; i < TriggerOptions.PAGE + 1; i++) {
            db.sql("INSERT INTO client (portal_id, email, name, source) VALUES (?, ?, 'Kim', 'staff')")
                    .params(portal + "-" + (1000 + i), "kim@" + portal + ".example")
                    .update();
        }
        JsonNode page = options("portals", Map.of());
        assertThat(page.path("options")).hasSize(TriggerOptions.PAGE);
        assertThat(page.path("isPaginated").asBoolean()).isTrue();
        assertThat(page.path("isLastPage").asBoolean()).isFalse();
        List<String> values = new java.util.ArrayList<>(page.path("options").findValuesAsText("value"));
        while (!page.path("isLastPage").asBoolean()) {
            page = options("portals", Map.of("pageRequestData", page.path("nextPageRequestData")));
            values.addAll(page.path("options").findValuesAsText("value"));
        }
        assertThat(page.has("nextPageRequestData")).isFalse();
        assertThat(values).doesNotHaveDuplicates().contains(portal + "-1000", portal + "-1100");
        assertThat(options("priorities", new HashMap<>(java.util.Collections.singletonMap("pageRequestData", null)))
                        .path("options")
                        .findValuesAsText("value"))
                .containsExactly("low", "medium", "high", "urgent");
    }

    private JsonNode options(String field, Map<String, Object> payload) throws Exception {
        return call("/triggers/options/" + field, monday.admin(), payload).body();
    }

    /** Subscribes. @return the address that is called */
    private String waits(String trigger, Map<String, Object> fields) throws Exception {
        String target = triggers.newUrl();
        subscribed(trigger, payload(target, fields));
        return target;
    }

    private String subscribed(String trigger, Map<String, Object> payload) throws Exception {
        Answer answer = call("/triggers/" + trigger + "/subscribe", monday.admin(), payload);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().required("webhookId").textValue();
    }

    private Answer end(String trigger, User user, Object webhookId) throws Exception {
        return call("/triggers/" + trigger + "/unsubscribe", user, Map.of("webhookId", webhookId));
    }

    private static Map<String, Object> payload(String webhookUrl, Map<String, Object> fields) {
        return Map.of(
                "webhookUrl", webhookUrl, "subscriptionId", SUBSCRIPTION.incrementAndGet(), "inputFields", fields);
    }

    private Answer call(String path, User user, Map<String, Object> payload) throws Exception {
        return anybody.send("POST", path, Map.of("payload", payload), Map.of("Authorization", token(path, user)));
    }

    private String token(String path, User user) {
        return monday.app().tokens().action(user, url + path);
    }

    private List<AppPost> eventually(String target, int count) {
        await().atMost(PATIENCE).until(() -> triggers.posts(target).size() >= count);
        return triggers.posts(target);
    }

    private String create(String title) {
        return monday.createItem(title, "Words", portal, email);
    }

    private void created(String title, String portalId, String priority) {
        String item = monday.member()
                .create(
                        monday.boardId(),
                        title,
                        Map.of(
                                "Portal ID", portalId,
                                "Client Email", Map.of("email", email, "text", email),
                                "Priority", Map.of("label", priority)));
        mirrored(item);
    }

    private void mirrored(String item) {
        await().atMost(PATIENCE).until(() -> tickets.findAny(item).isPresent());
    }

    private void becomes(String item, String label, TicketStatus status) {
        monday.changeStatus(item, label);
        await().atMost(PATIENCE).until(() -> tickets.findAny(item)
                .map(TicketRow::ticket)
                .filter(ticket -> ticket.status() == status)
                .isPresent());
    }

    /** Waits until everything that happened has been looked at, and no call waits. */
    private void settled() {
        await().atMost(PATIENCE).until(() -> db.sql("""
                                SELECT (SELECT last_id FROM trigger_position) >= (SELECT COALESCE(MAX(id), 0) FROM portal_event)
                                  AND NOT EXISTS (SELECT 1 FROM job WHERE kind = 'trigger-call' AND state IN ('waiting', 'running'))""").query(Boolean.class).single());
    }

    private JsonNode letters(PortalClient admin) throws Exception {
        return admin.get("/admin/dead-letters?kind=trigger-call").body();
    }
}
