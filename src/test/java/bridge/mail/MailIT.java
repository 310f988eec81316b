package bridge.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.Surroundings;
import bridge.simulator.Mail;
import bridge.simulator.SmtpFault;
import bridge.simulator.SmtpFault.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a mail when the mail server is not at its best. */
@BridgeTest
@ExtendWith(OutputCaptureExtension.class)
class MailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]{43})");

    private final Surroundings around;
    private final PortalClient anonymous;

    @Autowired
    private JdbcClient db;

    @Autowired
    private ProducerTemplate camel;

    private String portal;
    private String email;

    MailIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.anonymous = anonymous;
    }

    @BeforeEach
    void enterAClient() throws Exception {
        portal = UUID.randomUUID().toString();
        email = portal + "@acme.example";
        anonymous
                .as(Surroundings.ADMIN_TOKEN)
                .post("/clients", Map.of("email", email, "name", "Ann", "portal_id", portal));
    }

    @AfterEach
    void recover() {
        around.mailbox().recover();
    }

    @Test
    void aMailServerThatIsAwayOnlyDelaysTheMail() throws Exception {
        around.mailbox().fail(SmtpFault.unreachable());
        askForLink();
        await().atMost(PATIENCE).until(() -> attempts() >= 1 && "waiting".equals(state()));
        assertThat(lastError()).startsWith("The mail server could not be used (");

        around.mailbox().recover();

        assertThat(exchange(around.mailbox().await(email, PATIENCE))).isEqualTo(200);
        await().until(() -> "done".equals(state()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"MAIL", "RCPT", "DATA"})
    void aRefusalForNowIsTriedAgain(Stage stage) throws Exception {
        around.mailbox().fail(SmtpFault.at(stage, "451 4.3.0 Try again later"));
        askForLink();

        assertThat(exchange(around.mailbox().await(email, PATIENCE))).isEqualTo(200);
        await().until(() -> "done".equals(state()));
        assertThat(error(1)).isEqualTo("The mail server did not take the mail now (451)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"MAIL", "RCPT", "DATA"})
    void aRefusalForGoodIsADeadLetterAtOnce(Stage stage) throws Exception {
        around.mailbox().fail(SmtpFault.at(stage, "550 5.1.1 No such user " + email));
        askForLink();

        await().atMost(PATIENCE).until(() -> "dead".equals(state()));
        assertThat(lastError()).isEqualTo("The mail server refused the mail for good (550)");
        assertThat(around.mailbox().to(email)).isEmpty();
    }

    @Test
    void aCopyCanBeRecognisedAndOnlyItsLinkWorks() throws Exception {
        around.mailbox().fail(SmtpFault.answerLost());
        askForLink();
        around.mailbox().await(email, 2, PATIENCE);

        Mail first = around.mailbox().to(email).get(0);
        Mail second = around.mailbox().to(email).get(1);
        assertThat(second.header("Message-ID")).isEqualTo(first.header("Message-ID"));
        assertThat(token(second)).isNotEqualTo(token(first));
        assertThat(exchange(first)).isEqualTo(401);
        assertThat(exchange(second)).isEqualTo(200);
    }

    @Test
    void noLinkIsEverLoggedOrStored(CapturedOutput output) throws Exception {
        around.mailbox().fail(SmtpFault.answerLost());
        around.mailbox().fail(SmtpFault.at(Stage.DATA, "451 4.3.0 Not now"));
        askForLink();
        around.mailbox().await(email, 2, PATIENCE);
        await().until(() -> "done".equals(state()));
        assertThat(exchange(around.mailbox().last(email).orElseThrow())).isEqualTo(200);

        for (Mail mail : around.mailbox().to(email)) {
            assertThat(output.getAll()).doesNotContain(token(mail));
            assertThat(db.sql("SELECT COUNT(*) FROM job WHERE payload LIKE ? OR last_error LIKE ?")
                            .params("%" + token(mail) + "%", "%" + token(mail) + "%")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
        assertThat(output.getAll()).contains("was taken by the mail server");
    }

    @Test
    void nothingOfTheMessageReachesTheMailButTheMailItself() throws Exception {
        String to = UUID.randomUUID() + "@acme.example";
        camel.sendBodyAndHeaders(
                "direct:mail-send",
                new bridge.mail.Mail(
                        to, "Größe\r\nBcc: eve@evil.example", "text", "<p>html</p>", "<id@bridge.example>"),
                Map.of(
                        "To", "eve@evil.example",
                        "Bcc", "eve@evil.example",
                        "From", "eve@evil.example",
                        "Reply-To", "eve@evil.example",
                        "X-Auth-Token", "secret",
                        "mail.smtp.host", "evil.example"));

        Mail mail = around.mailbox().await(to, PATIENCE);
        assertThat(mail.header("To")).isEqualTo(to);
        assertThat(mail.from()).isEqualTo("support@bridge.example");
        assertThat(mail.subject()).startsWith("Größe");
        assertThat(mail.headers()).doesNotContainKeys("Bcc", "Reply-To", "X-Auth-Token");
        assertThat(mail.text().strip()).isEqualTo("text");
        assertThat(mail.html().strip()).isEqualTo("<p>html</p>");
        assertThat(around.mailbox().to("eve@evil.example")).isEmpty();
    }

    private void askForLink() throws Exception {
        assertThat(anonymous
                        .post("/auth/send-magic-link", Map.of("email", email))
                        .status())
                .isEqualTo(200);
    }

    private int exchange(Mail mail) throws Exception {
        return anonymous.get("/auth/" + portal + "/" + token(mail)).status();
    }

    private static String token(Mail mail) {
        Matcher token = TOKEN.matcher(mail.text());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private String state() {
        return job("state");
    }

    private int attempts() {
        return Integer.parseInt(job("attempts"));
    }

    private String lastError() {
        return job("last_error");
    }

    private String error(int attempt) {
        return db.sql(
                        "SELECT a.error FROM job_attempt a JOIN job j ON j.id = a.job_id WHERE j.payload LIKE ? AND a.attempt = ?")
                .params("%" + email + "%", attempt)
                .query(String.class)
                .single();
    }

    private String job(String column) {
        return db.sql("SELECT " + column + " FROM job WHERE payload LIKE ?")
                .param("%" + email + "%")
                .query(String.class)
                .single();
    }
}
