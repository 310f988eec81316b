package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutomationsTest {
    private static final Map<String, Object> FAILED = Map.of(
            "severityCode", 4000, "notificationErrorTitle", "No address", "notificationErrorDescription", "Fill it in");

    private FakeService service;
    private SimulatedMonday monday;
    private SimulatedApp app;
    private String board;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        monday = SimulatedMonday.start(SimulatorOptions.defaults().retryingWebhooksEvery(Duration.ofMillis(20)));
        app = monday.app();
        app.serveAt(service.url());
        board = monday.seedTicketBoard();
    }

    @AfterEach
    void stop() {
        monday.close();
        service.close();
    }

    private Automation mailing(Start start) {
        return app.automations().add(monday.admin(), start, ActionBlock.sendMail("a@b.example", "{itemName}", "Hi"));
    }

    private static void becomes(AppCall call, AppCall.State state) {
        await().until(() -> call.state() == state);
    }

    @Test
    void callsAnActionAsDocumented() {
        var item = monday.createItem("Broken", "text", "acme", "c@d.example");
        var automation = mailing(new Start.Manual());

        becomes(app.automations().run(automation, item), AppCall.State.DONE);

        var call = service.calls("/mail/send").get(0);
        var payload = call.body().path("payload");
        assertThat(payload.path("blockKind").asText()).isEqualTo("action");
        assertThat(payload.path("inputFields")).isEqualTo(payload.path("inboundFieldValues"));
        assertThat(payload.path("inputFields").path("itemId").asLong()).isEqualTo(Long.parseLong(item));
        assertThat(payload.path("inputFields").path("subject").asText()).isEqualTo("Broken");
        assertThat(payload.path("credentialsValues").isObject()).isTrue();
        assertThat(payload.path("integrationId").asLong()).isEqualTo(automation.id());
        assertThat(call.body().path("runtimeMetadata").path("actionUuid").asText())
                .isNotEmpty();
        var token = JWT.require(Algorithm.HMAC256(app.signingSecret())).build().verify(call.header("Authorization"));
        assertThat(token.getAudience()).containsExactly(service.url() + "/mail/send");
        assertThat(token.getClaim("userId").asLong()).isEqualTo(monday.admin().id());
    }

    @Test
    void startsWhenSomethingHappensOnTheBoard() {
        mailing(new Start.ItemCreated(board));
        mailing(new Start.StatusChanged(board, "Resolved"));

        var item = monday.createItem("New", "text", "acme", "c@d.example");
        await().until(() -> service.calls("/mail/send").size() == 1);
        monday.member().changeStatus(item, "In Progress");
        monday.member().changeStatus(item, "Resolved");

        await().until(() -> service.calls("/mail/send").size() == 2);
    }

    @Test
    void repeatsTheSameCallUntilItIsAnswered() {
        service.answer("/mail/send", 503, Map.of());
        var call = app.automations().run(mailing(new Start.Manual()), null);
        await().until(() -> call.tries().size() > 2);
        assertThat(call.state()).isEqualTo(AppCall.State.WAITING);

        service.answer("/mail/send", 200, Map.of());

        becomes(call, AppCall.State.DONE);
        assertThat(service.calls("/mail/send").stream()
                        .map(c -> c.body().path("runtimeMetadata"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void givesUpAfterHalfAnHour() {
        service.answer("/mail/send", 500, Map.of());

        var call = app.automations().run(mailing(new Start.Manual()), null);

        becomes(call, AppCall.State.FAILED);
        assertThat(call.tries()).hasSize(31);
    }

    @Test
    void tellsTheOwnerOfASeverityAndDoesNotRepeatIt() {
        service.answer("/mail/send", 422, FAILED);
        var automation = mailing(new Start.Manual());

        var call = app.automations().run(automation, null);

        becomes(call, AppCall.State.FAILED);
        assertThat(call.tries()).hasSize(1);
        assertThat(call.outcome()).isEqualTo("Failed: No address. Fill it in");
        assertThat(app.automations().notices()).extracting(Notice::title).containsExactly("No address");
        assertThat(automation.state()).isEqualTo(Automation.State.ON);
    }

    @Test
    void switchesAnAutomationOffThatCanNeverWorkAgain() {
        service.answer("/mail/send", 500, Map.of("severityCode", 6000, "notificationErrorTitle", "Gone"));
        var automation = mailing(new Start.Manual());

        becomes(app.automations().run(automation, null), AppCall.State.FAILED);

        assertThat(automation.state()).isEqualTo(Automation.State.DISABLED);
    }

    @Test
    void takesASeverityUnder200ForASuccess() {
        service.answer("/mail/send", 200, FAILED);

        becomes(app.automations().run(mailing(new Start.Manual()), null), AppCall.State.DONE);
    }

    @Test
    void repeatsAnythingInTheOtherReading() {
        app.repeatAnyFailure(true);
        service.answer("/mail/send", 422, FAILED);

        var call = app.automations().run(mailing(new Start.Manual()), null);

        await().until(() -> call.tries().size() > 2);
    }

    @Test
    void waitsForTheAnswerOfAnAsynchronousAction() {
        var block = ActionBlock.sendMail("a@b.example", "s", "m").as(ActionBlock.Form.ASYNC);
        var automation = app.automations().add(monday.admin(), new Start.Manual(), block);
        var call = app.automations().run(automation, null);
        becomes(call, AppCall.State.ACKNOWLEDGED);
        var url = call.body().path("payload").path("callbackUrl").asText();

        post(url, Map.of("success", true, "outputFields", Map.of("jobId", "7")));

        becomes(call, AppCall.State.DONE);
        assertThat(call.outcome()).contains("jobId");
    }

    @Test
    void subscribesToATriggerAndStartsWhenItFires() {
        service.answer("/triggers/client-replied/subscribe", 200, Map.of("webhookId", "own-5"));
        var automation = app.automations()
                .add(
                        monday.admin(),
                        new Start.AppTrigger("client-replied", Map.of("portal", "acme")),
                        ActionBlock.sendMail("a@b.example", "{title}", "m"));
        JsonNode asked =
                service.calls("/triggers/client-replied/subscribe").get(0).body();
        assertThat(asked.path("payload").path("inputFields").path("portal").asText())
                .isEqualTo("acme");
        var url = asked.path("payload").path("webhookUrl").asText();
        var fire = Map.of("trigger", Map.of("outputFields", Map.of("title", "Broken")));

        post(url, fire);

        await().until(() -> service.calls("/mail/send").size() == 1);
        assertThat(service.calls("/mail/send")
                        .get(0)
                        .body()
                        .path("payload")
                        .path("inputFields")
                        .path("subject")
                        .asText())
                .isEqualTo("Broken");
        app.automations().delete(automation);
        assertThat(service.calls("/triggers/client-replied/unsubscribe")
                        .get(0)
                        .body()
                        .path("payload")
                        .path("webhookId")
                        .asText())
                .isEqualTo("own-5");
        post(url, fire);
        assertThat(app.calls("action")).hasSize(1);
    }

    @Test
    void showsAnErrorWhenASubscriptionIsRefused() {
        service.answer("/triggers/client-replied/subscribe", 503, Map.of());

        assertThatThrownBy(() ->
                        app.automations().add(monday.admin(), new Start.AppTrigger("client-replied", Map.of()), null))
                .isInstanceOf(IllegalStateException.class);

        assertThat(app.automations().all()).isEmpty();
    }

    @Test
    void loadsTheChoicesOfAFieldPageByPage() {
        service.answer(
                "/options",
                200,
                body -> body.path("payload")
                                        .path("pageRequestData")
                                        .path("page")
                                        .asInt(1)
                                < 3
                        ? Map.of(
                                "options",
                                List.of(Map.of("title", "A", "value", "a")),
                                "isPaginated",
                                true,
                                "isLastPage",
                                false,
                                "nextPageRequestData",
                                Map.of(
                                        "page",
                                        body.path("payload")
                                                        .path("pageRequestData")
                                                        .path("page")
                                                        .asInt(1)
                                                + 1))
                        : Map.of(
                                "options",
                                List.of(Map.of("title", "Z", "value", "z")),
                                "isPaginated",
                                true,
                                "isLastPage",
                                true));

        assertThat(app.editor().options(monday.admin(), "/options", board)).hasSize(3);
    }

    @Test
    void tellsOfInstallationsWithTheClientSecretAndVoidsTokensWhenTheAppGoes() {
        app.lifecycle().install(monday.admin());
        var shortLived = app.tokens().shortLived(monday.admin());

        app.lifecycle().uninstall(monday.admin());

        var calls = service.calls("/monday/lifecycle");
        assertThat(calls).extracting(c -> c.body().path("type").asText()).containsExactly("install", "uninstall");
        assertThat(calls.get(1).body().path("data").path("account_id").asLong())
                .isEqualTo(monday.admin().accountId());
        JWT.require(Algorithm.HMAC256(app.clientSecret()))
                .build()
                .verify(calls.get(0).header("Authorization"));
        assertThat(new ApiClient(monday.apiUrl(), shortLived)
                        .call("{ me { id } }")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void deliversAMessageOfTheQueueTenTimesAtMost() {
        service.answer("/mndy-queue", 500, Map.of());
        var lost = app.queue().publish("{\"method\":\"send_mail\"}", AppQueue.Form.PYTHON);
        becomes(lost, AppCall.State.FAILED);
        assertThat(lost.tries()).hasSize(10);
        assertThat(service.calls("/mndy-queue").get(0).body().path("content").asText())
                .contains("send_mail");
        assertThat(service.calls("/mndy-queue").get(0).query()).contains("secret=" + app.topicSecret());

        service.answer("/mndy-queue", 200, Map.of());
        becomes(app.queue().publish("{\"method\":\"send_mail\"}", AppQueue.Form.NODE), AppCall.State.DONE);
        assertThat(service.calls("/mndy-queue").get(10).body().path("method").asText())
                .isEqualTo("send_mail");
    }

    @Test
    void isPlayedFromAnotherProcess() {
        var control = monday.url() + "/control/";
        var client = new AppClient();
        var made = client.post(
                control + "automations",
                Map.of(
                        "start",
                        "manual",
                        "action",
                        Map.of("path", "/mail/send", "form", "workflow", "fields", Map.of("email", "a@b.example"))));
        var id = made.body().path(0).path("id").asText();

        assertThat(client.post(control + "automations/" + id, Map.of("do", "run"))
                        .status())
                .isEqualTo(200);

        await().until(() -> service.calls("/mail/send").size() == 1);
        assertThat(service.calls("/mail/send").get(0).header("Accept")).isEqualTo("application/json");
        assertThat(client.post(control + "automations/" + id, Map.of("do", "delete"))
                        .body())
                .isEmpty();
        assertThat(client.post(control + "lifecycle", Map.of("type", "install")).text("state"))
                .isEqualTo("DONE");
        assertThat(client.post(control + "queue", Map.of("message", "{}")).status())
                .isEqualTo(200);
        assertThat(client.get(control + "app-calls?what=lifecycle").body()).hasSize(1);
    }

    private void post(String url, Object body) {
        var token = JWT.create()
                .withClaim("appId", app.appId())
                .withExpiresAt(Instant.now().plusSeconds(60))
                .sign(Algorithm.HMAC256(app.signingSecret()));
        assertThat(new AppClient()
                        .post(url, body, "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
    }
}
