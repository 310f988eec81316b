package bridge.action;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.Mail;
import bridge.storage.StorageService;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What monday code's queue delivers, in the forms of its SDKs. */
@BridgeTest
class MndyQueueIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PortalClient anonymous;
    private final String queue;
    private final long account;
    private final String email = UUID.randomUUID() + "@acme.example";
    private final Surroundings around;

    @Autowired
    private StorageService storage;

    @Autowired
    private JdbcClient db;

    MndyQueueIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.anonymous = anonymous;
        this.queue = "/mndy-queue?secret=" + around.monday().app().topicSecret();
        this.account = around.monday().stranger().accountId();
    }

    @AfterEach
    void forget() {
        storage.delete(account, "mail_address");
    }

    @Test
    void aMessagePackedInContentIsAMail() throws Exception {
        var message = Map.of(
                "method", "send_mail", "content", Map.of("email", email, "subject", "From Python", "message", "Hello"));

        Answer answer = anonymous.post(queue, Map.of("content", JSON.writeValueAsString(message)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().body()).isEqualTo("Received");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        Mail mail = around.mailbox().await(email, PATIENCE);
        assertThat(mail.subject()).isEqualTo("From Python");
        assertThat(mail.text().strip()).isEqualTo("Hello");
    }

    @Test
    void aMessageAsItWasPublishedIsAMailToTheStoredAddressAndItsTokenIsDropped() throws Exception {
        storage.set(account, "mail_address", TextNode.valueOf(email));
        String token = "token-" + UUID.randomUUID();

        Answer answer = anonymous.post(
                queue,
                Map.of("method", "SEND_EMAIL", "account_id", account, "content", "Just text", "accessToken", token));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(around.mailbox().await(email, PATIENCE).text().strip()).isEqualTo("Just text");
        assertThat(db.sql("SELECT payload FROM job WHERE payload LIKE ?")
                        .param("%" + email + "%")
                        .query(String.class)
                        .single())
                .doesNotContain(token);
    }

    @Test
    void theSameTextTwiceIsMeantTwiceUnlessItBearsAnId() throws Exception {
        var plain = Map.of("method", "send_mail", "content", Map.of("email", email, "message", "again"));
        anonymous.post(queue, plain);
        anonymous.post(queue, plain);
        around.mailbox().await(email, 2, PATIENCE);

        String id = UUID.randomUUID().toString();
        var named = Map.of("method", "send_mail", "id", id, "content", Map.of("email", email, "message", "once"));
        anonymous.post(queue, named);
        anonymous.post(queue, named);
        around.mailbox().await(email, 3, PATIENCE);
        assertThat(db.sql("SELECT COUNT(*) FROM job WHERE payload LIKE ?")
                        .param("%" + email + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"no json\"}",
                "{\"content\":\"{\\\"method\\\":\\\"dance\\\"}\"}",
                "{\"content\":7}",
                "{}",
                "{\"method\":\"send_mail\"}",
                "{\"method\":\"send_mail\",\"content\":\"nobody to send it to\"}",
                "{\"method\":\"send_mail\",\"account_id\":\"x\",\"content\":\"hi\"}",
                "{\"method\":\"send_mail\",\"content\":{\"email\":\"a@b.example,c@d.example\"}}",
                "not json"
            })
    void whatIsNoMailToSomebodyIsRefused(String body) throws Exception {
        Answer answer = anonymous.post(queue, body);

        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.body().path("severityCode").intValue()).isEqualTo(4000);
    }

    @Test
    void nobodyPassesWithoutTheSecret() throws Exception {
        var message = Map.of("method", "send_mail", "content", Map.of("email", email));
        for (String path : List.of("/mndy-queue", "/mndy-queue?secret=", "/mndy-queue?secret=x", queue + "x")) {
            assertThat(anonymous.post(path, message).status()).as(path).isEqualTo(401);
        }
        assertThat(anonymous
                        .as(Surroundings.ADMIN_TOKEN)
                        .post("/mndy-queue", message)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theTypeOfTheContentDoesNotMatter() throws Exception {
        String message = JSON.writeValueAsString(Map.of("method", "send_mail", "content", Map.of("email", email)));

        assertThat(anonymous
                        .send("POST", queue, message, Map.of("Content-Type", "text/plain"))
                        .status())
                .isEqualTo(200);
        around.mailbox().await(email, PATIENCE);
    }
}
