package bridge.action;

import static bridge.action.MondayCalls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.connection.Connections;
import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.monday.TokenGrant;
import bridge.simulator.AppPost;
import bridge.simulator.Mail;
import bridge.simulator.SmtpFault;
import bridge.simulator.SmtpFault.Stage;
import bridge.simulator.User;
import bridge.storage.StorageService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The action "send an email", from monday's call to the mailbox. */
@BridgeTest
@ExtendWith(OutputCaptureExtension.class)
class ActionMailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SEND = "/mail/send";

    private final Surroundings around;
    private final MondayCalls monday;
    private final PortalClient anonymous;
    private final User user;

    @Autowired
    private JdbcClient db;

    @Autowired
    private StorageService storage;

    @Autowired
    private Connections connections;

    private String email;

    ActionMailIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.anonymous = anonymous;
        this.user = around.monday().admin();
        this.monday = new MondayCalls(around, anonymous, user);
    }

    @BeforeEach
    void chooseAnAddress() {
        email = UUID.randomUUID() + "@acme.example";
    }

    @AfterEach
    void recover() {
        around.mailbox().recover();
        storage.delete(user.accountId(), "mail_address");
        connections.erase(user.accountId());
    }

    @Test
    void anAutomationsMailIsAcceptedAndSent() throws Exception {
        Answer answer =
                monday.post(SEND, call(Map.of("email", email, "subject", "Größe", "message", "Line 1\n<b>2</b>")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.http().body()).isEqualTo("Received");
        Mail mail = around.mailbox().await(email, PATIENCE);
        assertThat(mail.subject()).isEqualTo("Größe");
        assertThat(mail.from()).isEqualTo("support@bridge.example");
        assertThat(mail.text().strip().replace("\r\n", "\n")).isEqualTo("Line 1\n<b>2</b>");
        assertThat(mail.html()).contains("Line 1<br>").contains("&lt;b&gt;2&lt;/b&gt;");
    }

    @Test
    void fieldsOfOlderAutomationsNumbersAndColumnValuesAreUnderstood() throws Exception {
        Map<String, Object> payload = new HashMap<>();
        payload.put("inputFields", null);
        payload.put(
                "inboundFieldValues",
                Map.of(
                        "email",
                        Map.of("email", email, "text", "Ann"),
                        "subject",
                        42,
                        "message",
                        Map.of("text", "From a column")));

        assertThat(monday.post(SEND, Map.of("payload", payload)).status()).isEqualTo(200);

        Mail mail = around.mailbox().await(email, PATIENCE);
        assertThat(mail.subject()).isEqualTo("42");
        assertThat(mail.text().strip()).isEqualTo("From a column");
    }

    @Test
    void subjectAndMessageMayBeEmpty() throws Exception {
        assertThat(monday.post(SEND, call(Map.of("email", email))).status()).isEqualTo(200);

        Mail mail = around.mailbox().await(email, PATIENCE);
        assertThat(mail.subject()).isNotBlank();
        assertThat(mail.text()).isNotBlank();
    }

    @Test
    void withoutARecipientTheAccountsStoredAddressIsUsed() throws Exception {
        storage.set(user.accountId(), "mail_address", TextNode.valueOf(email));

        assertThat(monday.post(SEND, call(Map.of("email", " ", "message", "hi")))
                        .status())
                .isEqualTo(200);

        assertThat(around.mailbox().await(email, PATIENCE).text()).contains("hi");
    }

    @Test
    void withoutAnyRecipientTheCreatorIsTold() throws Exception {
        Answer answer = monday.post(SEND, call(Map.of("message", "hi")));

        assertRunFailed(answer, 400, "The mail has no recipient");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example,c@d.example",
                "Ann <a@b.example>",
                "a@b.example\nBcc: c@d.example",
                "=?utf-8?q?a?=@b.example",
                "nobody"
            })
    void onlyOnePlainAddressIsARecipient(String recipient) throws Exception {
        assertRunFailed(monday.post(SEND, call(Map.of("email", recipient))), 400, "The recipient is not one plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | The body must be a JSON object",
                "{\"payload\":{\"inputFields\": | The body is not valid JSON",
                "{} | The call holds no payload",
                "{\"payload\":7} | payload has the wrong type",
                "{\"payload\":{\"inputFields\":7}} | The fields of the action are not readable",
                "{\"payload\":{\"inputFields\":{\"email\":[]}}} | The field \"email\" of this action holds no text",
                "{\"payload\":{\"inputFields\":{\"email\":\"a@b.example\",\"itemId\":\"x\"}}} | The field \"itemId\" of this action is no id",
                "{\"payload\":{\"inputFields\":{\"email\":\"a@b.example\"},\"callbackUrl\":\"http://10.0.0.1/\"}} | The callback address"
            })
    void whatIsMalformedIsSaidInMondaysWords(String body, String sentence) throws Exception {
        assertRunFailed(monday.post(SEND, body), 400, sentence);
    }

    @Test
    void whatIsTooLargeOrNoJsonIsSaidInMondaysWords() throws Exception {
        String large = "{\"payload\":{\"inputFields\":{\"message\":\"" + "x".repeat(300_000) + "\"}}}";

        assertRunFailed(monday.post(SEND, large), 413, "The request is too large");
        assertRunFailed(monday.post(SEND, "hi", Map.of("Content-Type", "text/plain")), 415, "This content type");
    }

    @Test
    void whoeverIsNotMondayIsRefused() throws Exception {
        Object body = call(Map.of("email", email));
        String foreign = around.monday().app().tokens().session(user);
        String expired = around.monday()
                .app()
                .tokens()
                .livingFor(Duration.ofMinutes(-5))
                .action(user, around.monday().app().serviceUrl() + SEND);

        for (Answer answer : List.of(
                anonymous.send("POST", SEND, body, Map.of()),
                monday.post(SEND, body, Map.of("Authorization", foreign)),
                monday.post(SEND, body, Map.of("Authorization", expired)),
                anonymous.as(Surroundings.ADMIN_TOKEN).post(SEND, body))) {
            assertRunFailed(answer, 401, "Not authenticated");
            assertThat(answer.header("WWW-Authenticate")).isNotNull();
        }
        assertThat(jobs()).isZero();
    }

    @Test
    void theSameCallAtTheSameTimeAndLaterIsOneMail() throws Exception {
        Object body = call(Map.of("email", email, "message", "once"), Map.of("blockKind", "action"));
        Callable<String> send = () -> monday.post(SEND, body, Map.of("Accept", "application/json"))
                .body()
                .at("/outputFields/jobId")
                .textValue();
        var callers = Executors.newFixedThreadPool(8);
        List<Future<String>> answers =
                callers.invokeAll(IntStream.range(0, 8).mapToObj(i -> send).toList());
        callers.shutdown();

        around.mailbox().await(email, PATIENCE);
        String job = send.call();
        assertThat(job).isNotBlank();
        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo(job);
        }
        await().until(() -> "done".equals(state()));
        assertThat(around.mailbox().to(email)).hasSize(1);
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void anotherActionOfTheSameRunIsAnotherMail() throws Exception {
        Map<String, Object> first = call(Map.of("email", email, "message", "1"));
        Map<String, Object> second = new HashMap<>(first);
        String run =
                ((Map<?, ?>) first.get("runtimeMetadata")).get("triggerUuid").toString();
        second.put("runtimeMetadata", Map.of("actionUuid", MondayCalls.uuid(), "triggerUuid", run));

        monday.post(SEND, first);
        monday.post(SEND, second);

        around.mailbox().await(email, 2, PATIENCE);
    }

    @Test
    void callsThatBearNoIdsAreMailsOfTheirOwn() throws Exception {
        Object body = Map.of("payload", Map.of("inputFields", Map.of("email", email, "message", "again")));

        monday.post(SEND, body);
        monday.post(SEND, body);

        around.mailbox().await(email, 2, PATIENCE);
    }

    @Test
    void aMailServerThatIsAwayOnlyDelaysTheMail() throws Exception {
        around.mailbox().fail(SmtpFault.unreachable());

        assertThat(monday.post(SEND, call(Map.of("email", email))).http().body())
                .isEqualTo("Received");
        await().atMost(PATIENCE).until(() -> "waiting".equals(state()));
        around.mailbox().recover();

        around.mailbox().await(email, PATIENCE);
    }

    @Test
    void aRefusalForNowIsTriedAgainAndOneForGoodIsADeadLetter() throws Exception {
        around.mailbox().fail(SmtpFault.tryLater());
        monday.post(SEND, call(Map.of("email", email)));
        around.mailbox().await(email, PATIENCE);

        email = UUID.randomUUID() + "@acme.example";
        around.mailbox().fail(SmtpFault.at(Stage.RCPT, "550 5.1.1 No such user " + email));
        monday.post(SEND, call(Map.of("email", email)));
        await().atMost(PATIENCE).until(() -> "dead".equals(state()));
        assertThat(around.mailbox().to(email)).isEmpty();
    }

    @Test
    void aCopyBearsTheSameMessageId() throws Exception {
        around.mailbox().fail(SmtpFault.answerLost());
        monday.post(SEND, call(Map.of("email", email)));
        around.mailbox().await(email, 2, PATIENCE);

        List<Mail> copies = around.mailbox().to(email);
        assertThat(copies.get(0).header("Message-ID")).contains("@bridge.example");
        assertThat(copies.get(1).header("Message-ID")).isEqualTo(copies.get(0).header("Message-ID"));
    }

    @Test
    void valuesOfTheItemFillTheMail() throws Exception {
        String item = around.monday().createItem("Printer <3", "It smokes.", "acme", "ann@acme.example");
        connect();
        String status = around.monday().columnId("Status");

        monday.post(
                SEND,
                call(Map.of(
                        "email",
                        email,
                        "itemId",
                        item,
                        "subject",
                        "{item.name}: {item." + status + "}",
                        "message",
                        "{item.description}\n{item.url}\n{item.nonsense}")));

        Mail mail = around.mailbox().await(email, PATIENCE);
        assertThat(mail.subject()).startsWith("Printer <3: ").doesNotContain("{");
        assertThat(mail.text())
                .contains("It smokes.")
                .contains("/pulses/" + item)
                .contains("{item.nonsense}");
        assertThat(mail.html()).contains("<title>Printer &lt;3");
    }

    @Test
    void textThatACustomerPutIntoTheItemIsNoTemplate() throws Exception {
        String item = around.monday().createItem("{item.Description}", "internal", "acme", "ann@acme.example");
        connect();

        monday.post(SEND, call(Map.of("email", email, "itemId", item, "subject", "News about {item.Description}")));

        assertThat(around.mailbox().await(email, PATIENCE).subject()).doesNotContain("internal");
    }

    @Test
    void anAccountThatIsNotConnectedIsToldWhenItWantsValues() throws Exception {
        String item = around.monday().createItem("Printer", "It smokes.", "acme", "ann@acme.example");

        Answer answer = monday.post(SEND, call(Map.of("email", email, "itemId", item, "subject", "{item.name}")));

        assertRunFailed(answer, 403, "This automation's user has not connected the account");
        assertRunFailed(
                monday.post(SEND, call(Map.of("email", email, "subject", "{item.name}"))),
                400,
                "The mail uses values of an item, but the field \"itemId\"");
        assertThat(jobs()).isZero();
    }

    @Test
    void anItemThatIsGoneIsADeadLetter() throws Exception {
        connect();

        monday.post(SEND, call(Map.of("email", email, "itemId", 999, "subject", "{item.name}")));

        await().atMost(PATIENCE).until(() -> "dead".equals(state()));
        assertThat(around.mailbox().to(email)).isEmpty();
    }

    @Test
    void anAsynchronousActionIsToldItsOutcome() throws Exception {
        String good = around.monday().app().callbacks().newUrl();
        Map<String, Object> call = call(Map.of("email", email), Map.of("callbackUrl", good, "blockKind", "action"));
        Answer answer = monday.post(SEND, call);

        assertThat(answer.body().path("status").textValue()).isEqualTo("received");
        assertThat(answer.body().path("actionUuid").textValue())
                .isEqualTo(((Map<?, ?>) call.get("runtimeMetadata")).get("actionUuid"));
        JsonNode told = outcome(good);
        assertThat(told.path("success").booleanValue()).isTrue();
        assertThat(told.at("/outputFields/jobId").textValue()).isNotBlank();
        assertThat(around.mailbox().to(email)).hasSize(1);

        String bad = around.monday().app().callbacks().newUrl();
        around.mailbox().fail(SmtpFault.unknownRecipient());
        monday.post(SEND, call(Map.of("email", UUID.randomUUID() + "@acme.example"), Map.of("callbackUrl", bad)));
        told = outcome(bad);
        assertThat(told.path("success").booleanValue()).isFalse();
        assertThat(told.path("severityCode").intValue()).isEqualTo(4000);
        assertThat(told.path("notificationErrorDescription").textValue())
                .isEqualTo("The mail could not be sent: The mail server refused the mail for good (550)");
    }

    @Test
    void noTokenIsKeptOrLogged(CapturedOutput output) throws Exception {
        String secret = "credential-" + MondayCalls.uuid();
        String jwt = around.monday()
                .app()
                .tokens()
                .action(user, around.monday().app().serviceUrl() + SEND);
        Map<String, Object> more =
                Map.of("credentialsValues", Map.of("key", Map.of("userCredentialsId", 1, "accessToken", secret)));

        monday.post(SEND, call(Map.of("email", email), more), Map.of("Authorization", "Bearer " + jwt));
        around.mailbox().await(email, PATIENCE);

        String payload = job("payload");
        assertThat(payload)
                .doesNotContain(secret)
                .doesNotContain("sim-short-lived")
                .doesNotContain(jwt);
        assertThat(output.getAll()).doesNotContain(secret).doesNotContain(jwt);
    }

    private void connect() {
        String token = around.monday().app().tokens().shortLived(user);
        connections.keep(user.accountId(), user.id(), new TokenGrant(token, null, "boards:read", null));
    }

    private JsonNode outcome(String url) {
        await().atMost(PATIENCE)
                .until(() -> !around.monday().app().callbacks().posts(url).isEmpty());
        List<AppPost> posts = around.monday().app().callbacks().posts(url);
        assertThat(posts).hasSize(1).allMatch(AppPost::accepted);
        return posts.get(0).body();
    }

    private static void assertRunFailed(Answer answer, int status, String sentence) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.body().path("severityCode").intValue()).isEqualTo(4000);
        assertThat(answer.body().path("notificationErrorTitle").textValue()).isNotBlank();
        assertThat(answer.body().path("notificationErrorDescription").textValue())
                .startsWith(sentence);
        assertThat(answer.body().path("runtimeErrorDescription").textValue()).startsWith(sentence);
    }

    private String state() {
        return job("state");
    }

    private String job(String column) {
        return db.sql("SELECT " + column + " FROM job WHERE kind = 'action-mail' AND payload LIKE ?")
                .param("%" + email + "%")
                .query(String.class)
                .single();
    }

    private int jobs() {
        return db.sql("SELECT COUNT(*) FROM job WHERE payload LIKE ?")
                .param("%" + email + "%")
                .query(Integer.class)
                .single();
    }
}
