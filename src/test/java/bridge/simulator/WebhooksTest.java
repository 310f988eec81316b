package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final String SUBSCRIBE = "mutation($b: ID!, $u: String!, $e: WebhookEventType!, $c: JSON) {"
            + " create_webhook(board_id: $b, url: $u, event: $e, config: $c) { id board_id event config } }";

    private SimulatedMonday monday;
    private Http receiver;
    private ApiClient api;
    private String board;
    private String item;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private volatile boolean echo = true;

    private record Received(String path, String authorization, JsonNode event) {
        String type() {
            return event.path("type").asText();
        }
    }

    @BeforeEach
    void start() throws Exception {
        receiver = new Http("receiver", 0);
        receiver.on("/", http -> {
            var body = Json.read(http.getRequestBody().readAllBytes());
            if (body.has("challenge")) {
                Http.json(http, 200, echo ? body : Map.of());
                return;
            }
            received.add(new Received(
                    http.getRequestURI().toString(),
                    http.getRequestHeaders().getFirst("Authorization"),
                    body.path("event")));
            Http.json(http, answer, Map.of());
        });
        receiver.start();
        monday = SimulatedMonday.start(SimulatorOptions.defaults().retryingWebhooksEvery(Duration.ofMillis(50)));
        board = monday.seedTicketBoard();
        item = monday.createItem("Printer", "", "acme", "a@acme.example");
        api = new ApiClient(monday);
    }

    @AfterEach
    void stop() {
        monday.close();
        receiver.close();
    }

    private String subscribe(ApiClient with, String event, String config) {
        var variables = new HashMap<String, Object>();
        variables.put("b", board);
        variables.put("u", receiver.url() + "/hook?for=" + event);
        variables.put("e", event);
        variables.put("c", config);
        return with.call(SUBSCRIBE, variables).data("create_webhook").path("id").asText();
    }

    private Received arrived(Predicate<Received> which) {
        return await().until(() -> received.stream().filter(which).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    @Test
    void registersOnlyWhoEchoesTheChallenge() {
        assertThat(subscribe(api, "create_item", null)).isNotEmpty();
        echo = false;
        assertThat(subscribe(api, "change_name", null)).isEmpty();
        assertThat(monday.subscriptions()).isEqualTo(1);

        var missing = api.call(SUBSCRIBE, Map.of("b", "1", "u", receiver.url(), "e", "create_item"));
        assertThat(missing.code()).isEqualTo("InvalidArgumentException");
        assertThat(missing.error().path("message").asText()).isEqualTo("Board not found");
    }

    @Test
    void tellsEachKindOfChangeInItsOwnShape() {
        for (var event : List.of(
                "create_item",
                "change_column_value",
                "change_name",
                "create_update",
                "item_archived",
                "item_deleted",
                "item_restored")) {
            subscribe(api, event, null);
        }
        var member = monday.member();
        long id = Long.parseLong(item);

        member.changeStatus(item, "Resolved");
        var status = arrived(r -> r.type().equals("update_column_value")).event();
        assertThat(status.path("pulseId").longValue()).isEqualTo(id);
        assertThat(status.path("pulseId").isNumber()).isTrue();
        assertThat(status.path("columnType").asText()).isEqualTo("color");
        assertThat(status.path("value").path("label").path("text").asText()).isEqualTo("Resolved");
        assertThat(status.path("value").path("label").path("index").asInt()).isEqualTo(1);
        assertThat(status.path("previousValue").path("label").path("text").asText())
                .isEqualTo("Open");
        assertThat(status.path("userId").longValue()).isEqualTo(member.user().id());
        assertThat(status.path("app").asText()).isEqualTo("monday");
        assertThat(status.path("triggerUuid").asText()).hasSize(32);

        member.rename(item, "Plotter");
        var renamed = arrived(r -> r.type().equals("update_name")).event();
        assertThat(renamed.path("value").path("name").asText()).isEqualTo("Plotter");
        assertThat(renamed.path("previousValue").path("name").asText()).isEqualTo("Printer");

        var update = member.update(item, "a < b");
        member.reply(update, "yes");
        var first = arrived(r -> r.type().equals("create_update")
                        && r.event().path("replyId").isNull())
                .event();
        assertThat(first.path("updateId").asText()).isEqualTo(update);
        assertThat(first.path("body").asText()).isEqualTo("<p>\uFEFFa &lt; b</p>");
        assertThat(first.path("textBody").asText()).isEqualTo("\uFEFFa < b");
        var reply = arrived(r -> r.type().equals("create_update")
                        && !r.event().path("replyId").isNull())
                .event();
        assertThat(reply.path("updateId").asText()).isEqualTo(update);

        member.archive(item);
        var archived = arrived(r -> r.type().equals("archive_pulse")).event();
        assertThat(archived.path("itemId").longValue()).isEqualTo(id);
        assertThat(archived.has("pulseId")).isFalse();
        member.restore(item);
        assertThat(arrived(r -> r.type().equals("restore_pulse"))
                        .event()
                        .path("previousValue")
                        .path("state")
                        .asInt())
                .isEqualTo(2);
        member.delete(item);
        arrived(r -> r.type().equals("delete_pulse"));

        api.call("mutation { create_item(board_id: " + board + ", item_name: \"own\") { id } }");
        var created = arrived(r -> r.type().equals("create_pulse")).event();
        assertThat(created.path("userId").longValue())
                .isEqualTo(monday.tokenUser().id());
        assertThat(created.path("pulseName").asText()).isEqualTo("own");
    }

    @Test
    void keepsSubscriptionsToTheirColumnAndLabel() {
        subscribe(api, "change_specific_column_value", "{\"columnId\":\"" + monday.columnId("Priority") + "\"}");
        subscribe(
                api,
                "change_status_column_value",
                "{\"columnId\":\"" + monday.columnId("Status") + "\",\"columnValue\":{\"index\":1}}");

        monday.changeStatus(item, "In Progress");
        monday.changeStatus(item, "Resolved");
        monday.member().changePriority(item, "Urgent");

        await().until(() -> received.size() == 2);
        assertThat(received)
                .extracting(
                        r -> r.event().path("value").path("label").path("text").asText())
                .containsExactlyInAnyOrder("Resolved", "Urgent");
    }

    @Test
    void signsForAppsAndNotForPersonalTokens() {
        subscribe(api, "change_name", null);
        subscribe(new ApiClient(monday.apiUrl(), monday.appToken()), "change_column_value", null);

        monday.member().rename(item, "x");
        monday.changeStatus(item, "Closed");

        assertThat(arrived(r -> r.type().equals("update_name")).authorization()).isNull();
        var signed = arrived(r -> r.type().equals("update_column_value"));
        var jwt = JWT.require(Algorithm.HMAC256(monday.signingSecret())).build().verify(signed.authorization());
        assertThat(jwt.getClaim("accountId").asLong()).isEqualTo(Long.parseLong(monday.accountId()));
        assertThat(jwt.getAudience()).containsExactly(receiver.url() + signed.path());
        assertThat(jwt.getExpiresAt()).isNotNull();
        assertThatThrownBy(() -> JWT.require(Algorithm.HMAC256(monday.clientSecret()))
                        .build()
                        .verify(signed.authorization()))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void triesAgainAndSaysSoUntilItIsAnswered() {
        subscribe(api, "change_name", null);
        answer = 503;
        monday.member().rename(item, "x");
        await().until(() -> received.size() >= 3);
        answer = 200;
        await().until(() -> monday.webhooks().waiting() == 0);

        assertThat(received.get(0).event().path("isRetry").asBoolean()).isFalse();
        assertThat(received.get(1).event().path("isRetry").asBoolean()).isTrue();
        assertThat(received)
                .extracting(r -> r.event().path("triggerUuid").asText())
                .containsOnly(received.get(0).event().path("triggerUuid").asText());
        assertThat(monday.webhooks().deliveries()).singleElement().satisfies(d -> {
            assertThat(d.state()).isEqualTo(Delivery.State.DELIVERED);
            assertThat(d.tries()).startsWith("503").endsWith("200");
        });
    }

    @Test
    void dropsRepeatsHoldsAndTurnsRoundDeliveries() {
        subscribe(api, "change_name", null);
        var member = monday.member();
        monday.webhooks().dropNext(1);
        member.rename(item, "dropped");
        monday.webhooks().copies(2);
        member.rename(item, "twice");
        await().until(() -> received.size() == 2);
        assertThat(received)
                .extracting(r -> r.event().path("value").path("name").asText())
                .containsOnly("twice");

        monday.webhooks().copies(1);
        monday.webhooks().pause();
        monday.webhooks().reorder(true);
        member.rename(item, "a");
        member.rename(item, "b");
        assertThat(monday.webhooks().waiting()).isEqualTo(2);
        monday.webhooks().resume();
        await().until(() -> received.size() == 4);
    }

    @Test
    void makesNoEventWhenNothingChanges() {
        subscribe(api, "change_column_value", null);
        subscribe(api, "change_name", null);
        var before = monday.item(item).updatedAt();

        monday.changeStatus(item, "Open");
        monday.member().rename(item, "Printer");

        assertThat(monday.webhooks().deliveries()).isEmpty();
        assertThat(monday.item(item).updatedAt()).isEqualTo(before);
    }

    @Test
    void listsSubscriptionsWithoutTheirUrl() {
        var id = subscribe(api, "change_specific_column_value", "{\"columnId\":\"x\"}");
        var list = "query($b: ID!) { webhooks(board_id: $b) { id board_id event config } }";

        var found = api.call(list, Map.of("b", board)).data("webhooks");
        assertThat(found.path(0).path("id").asText()).isEqualTo(id);
        assertThat(found.path(0).path("config").asText()).isEqualTo("{\"columnId\":\"x\"}");

        api.call("mutation { delete_webhook(id: " + id + ") { id board_id } }");
        assertThat(api.call(list, Map.of("b", board)).data("webhooks")).isEmpty();
    }
}
