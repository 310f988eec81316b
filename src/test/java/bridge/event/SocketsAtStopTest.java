package bridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.BridgeApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A node that is stopped says so to those who listen; they come back to another, or later. */
class SocketsAtStopTest {

    @TempDir
    private Path home;

    @Test
    void socketsAreClosedWithTheRestartCodeAndTheNodeStopsSoon() throws Exception {
        Path routes = Files.createDirectory(home.resolve("routes"));
        for (String name : new String[] {"errors.camel.yaml", "events.camel.yaml"}) {
            Files.copy(Path.of("routes", name), routes.resolve(name));
        }
        var node = (ServletWebServerApplicationContext) SpringApplication.run(
                BridgeApplication.class,
                "--server.port=0",
                "--ROUTES_DIR=" + routes,
                "--DATA_DIR=" + home.resolve("data"),
                "--MONDAY_API_TOKEN=a token of the tests",
                "--MONDAY_API_URL=http://localhost:9",
                "--MONDAY_BOARD_ID=1",
                "--JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
                "--ADMIN_TOKEN=an-admin-token-of-the-tests",
                "--SMTP_HOST=localhost");
        int port = node.getWebServer().getPort();
        try (var known = SocketClient.ready(port, EventService.ADMIN_TOKEN);
                var unknown = SocketClient.open(port, "")) {
            Instant before = Instant.now();
            node.close();

            assertThat(known.closeCode()).isEqualTo(1012);
            assertThat(unknown.closeCode()).isEqualTo(1012);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }
}
