package bridge.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A node with all of its neighbours away: it starts, says so, and stays in. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MONDAY_API_TOKEN=a token of the tests",
            "MONDAY_API_URL=http://localhost:9",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
            "SMTP_HOST=localhost",
            "SMTP_PORT=9",
            "ACTIVEMQ_BROKER_URL=failover:(tcp://localhost:9)?maxReconnectDelay=500",
            "DATABASE_URL=jdbc:h2:mem:neighbours;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/neighbours-test"
        })
class NeighboursTest {

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("mailHealthIndicator")
    private HealthIndicator mail;

    @Autowired
    private ProducerTemplate camel;

    @DynamicPropertySource
    static void routes(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("neighbours-");
        for (String name : new String[] {"errors", "jobs", "events", "health"}) {
            Files.copy(Path.of("routes", name + ".camel.yaml"), folder.resolve(name + ".camel.yaml"));
        }
        settings.add("ROUTES_DIR", folder::toString);
    }

    @Test
    void aNodeWithoutItsNeighboursIsReadyAndSaysWhoIsAway() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode parts = health("/readiness", 200).path("components");
            assertThat(parts.path("mail").path("status").asText()).isEqualTo("AWAY");
            assertThat(parts.path("broker").path("status").asText()).isEqualTo("AWAY");
            assertThat(parts.path("monday").path("status").asText()).isEqualTo("UNKNOWN");
        });
        assertThat(health("/readiness", 200).path("status").asText()).isEqualTo("UP");
        assertThat(health("/liveness", 200).path("status").asText()).isEqualTo("UP");
        assertThat(health("", 200).path("status").asText()).isEqualTo("UP");
        assertThat(health("", 200).toString())
                .doesNotContain("localhost")
                .doesNotContain(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void anAnnouncementDoesNotWaitForTheBroker() {
        Instant before = Instant.now();
        Object body = camel.requestBody("direct:event-announce", "unchanged");

        assertThat(body).isEqualTo("unchanged");
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aNeighbourThatIsBackIsUpWithTheTimeOfTheContact() throws Exception {
        try (var server = new ServerSocket(0)) {
            Thread greeter = new Thread(() -> greet(server));
            greeter.start();
            NeighbourHealth health =
                    new Neighbours().mailHealthIndicator("localhost", server.getLocalPort(), "starttls");

            assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
            health.look();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            assertThat(health.health().getDetails()).containsKey("last_contact");
            greeter.join();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> mail.health().getStatus().equals(NeighbourHealth.AWAY));
    }

    private static void greet(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("220 mail.example.com\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(6)).asString().isEqualTo("QUIT\r\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode health(String group, int status) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health" + group))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
