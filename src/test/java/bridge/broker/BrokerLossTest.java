package bridge.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.job.Accepted;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A broker of its own process goes and comes back: nobody who sends waits for it, and consumers find it again. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MONDAY_API_TOKEN=a token of the tests",
            "MONDAY_API_URL=http://localhost:9",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
            "SMTP_HOST=localhost",
            "SMTP_PORT=9",
            "DATABASE_URL=jdbc:h2:mem:broker-loss;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/broker-loss-test"
        })
class BrokerLossTest {

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final AtomicLong IDS = new AtomicLong();

    private static int port;
    private static BrokerService broker;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    @Qualifier("brokerHealthIndicator")
    private HealthIndicator health;

    @EndpointInject("mock:arrived")
    private MockEndpoint arrived;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry settings) throws Exception {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        startBroker();
        Path folder = Files.createTempDirectory("broker-loss-");
        for (String name : new String[] {"errors", "jobs"}) {
            Files.copy(Path.of("routes", name + ".camel.yaml"), folder.resolve(name + ".camel.yaml"));
        }
        Files.writeString(folder.resolve("probe.camel.yaml"), """
                - route:
                    id: probe
                    routeConfigurationId: log-and-go-on
                    from:
                      uri: jms:queue:bridge.probe
                      steps:
                        - to: {id: probe-arrived, uri: "mock:arrived"}
                """);
        settings.add("ROUTES_DIR", folder::toString);
        settings.add("bridge.broker.url", () -> "failover:(tcp://localhost:" + port + ")");
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }

    private static void startBroker() throws Exception {
        broker = new BrokerService();
        broker.setBrokerName("other-process");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.addConnector("tcp://localhost:" + port);
        broker.start();
        broker.waitUntilStarted();
    }

    @Test
    void whoSendsNeverWaitsAndConsumersComeBack() throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(this::arrives);

        stopBroker();
        for (int i = 0; i < 3; i++) {
            assertThat(sendTakes()).isLessThan(SHORT);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> health.health().getStatus().getCode().equals("AWAY"));

        startBroker();
        await().atMost(Duration.ofSeconds(40)).until(this::arrives);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> health.health().getStatus().getCode().equals("UP"));
        assertThat(sendTakes()).isLessThan(SHORT);
    }

    private boolean arrives() throws IOException {
        int before = arrived.getReceivedCounter();
        sendTakes();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        return arrived.getReceivedCounter() > before;
    }

    private Duration sendTakes() {
        Instant before = Instant.now();
        camel.requestBody("direct:job-queue", new Accepted(IDS.incrementAndGet(), "probe", true));
        return Duration.between(before, Instant.now());
    }
}
