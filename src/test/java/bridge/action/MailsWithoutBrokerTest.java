package bridge.action;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.simulator.Mailbox;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The broker of another process is away: mails are accepted all the same, and sent once when it is back. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MONDAY_API_TOKEN=a token of the tests",
            "MONDAY_API_URL=http://localhost:9",
            "MONDAY_BOARD_ID=1",
            "MONDAY_OAUTH_CLIENT_ID=client-of-the-tests",
            "MONDAY_OAUTH_CLIENT_SECRET=a-client-secret-of-the-tests-0123456789",
            "MONDAY_SIGNING_SECRET=a-signing-secret-of-the-tests-012345678",
            "JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
            "SMTP_HOST=localhost",
            "SMTP_PORT=9",
            "DATABASE_URL=jdbc:h2:mem:mails-without-broker;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/mails-without-broker-test"
        })
class MailsWithoutBrokerTest {

    private static final String EMAIL = "ann@acme.example";

    private static int brokerPort;
    private static BrokerService broker;
    private static Mailbox mailbox;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient db;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry settings) throws Exception {
        mailbox = Mailbox.start();
        try (var socket = new ServerSocket(0)) {
            brokerPort = socket.getLocalPort();
        }
        startBroker();
        settings.add("bridge.broker.url", () -> "failover:(tcp://localhost:" + brokerPort + ")");
        settings.add("bridge.mail.port", mailbox::smtpPort);
    }

    @AfterAll
    static void stop() throws Exception {
        stopBroker();
        mailbox.close();
    }

    @Test
    void aMailIsAcceptedAtOnceAndSentOnceWhenTheBrokerIsBack() throws Exception {
        stopBroker();
        Instant before = Instant.now();
        HttpResponse<String> first = send();
        HttpResponse<String> again = send();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("Received");
        assertThat(again.body()).isEqualTo("Received");
        assertThat(mailbox.to(EMAIL)).isEmpty();

        startBroker();
        mailbox.await(EMAIL, Duration.ofSeconds(60));
        assertThat(mailbox.to(EMAIL)).hasSize(1);
        assertThat(db.sql("SELECT COUNT(*) FROM job WHERE kind = 'action-mail'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private HttpResponse<String> send() throws Exception {
        String token = JWT.create()
                .withClaim("accountId", 11_111_111)
                .withClaim("userId", 22_222_222)
                .withExpiresAt(Instant.now().plusSeconds(60))
                .sign(Algorithm.HMAC256("a-signing-secret-of-the-tests-012345678"));
        var body = Map.of(
                "payload", Map.of("inputFields", Map.of("email", EMAIL)),
                "runtimeMetadata", Map.of("actionUuid", "a1", "triggerUuid", "t1"));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mail/send"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new ObjectMapper().writeValueAsString(body)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static void startBroker() throws Exception {
        broker = new BrokerService();
        broker.setBrokerName("other-process");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.addConnector("tcp://localhost:" + brokerPort);
        broker.start();
        broker.waitUntilStarted();
    }

    private static void stopBroker() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }
}
