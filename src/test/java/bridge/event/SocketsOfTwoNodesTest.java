package bridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.BridgeApplication;
import bridge.access.Session;
import bridge.access.Sessions;
import bridge.access.TokenCheck;
import bridge.access.TokenIssuer;
import bridge.mirror.PortalEvent;
import bridge.mirror.PortalEvents;
import bridge.ticket.Ticket;
import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two equal nodes on one PostgreSQL and one broker. */
class SocketsOfTwoNodesTest {

    @TempDir
    private static Path home;

    private static EmbeddedPostgres postgres;
    private static BrokerService broker;
    private static ServletWebServerApplicationContext one;
    private static ServletWebServerApplicationContext other;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        broker = new BrokerService();
        broker.setBrokerName("shared");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.addConnector("tcp://localhost:" + port);
        broker.start();
        Path routes = Files.createDirectory(home.resolve("routes"));
        for (String name : new String[] {"errors", "events", "health"}) {
            Files.copy(Path.of("routes", name + ".camel.yaml"), routes.resolve(name + ".camel.yaml"));
        }
        Files.writeString(routes.resolve("status.camel.yaml"), """
                - route:
                    id: status
                    routeConfigurationId: problem-answers
                    from:
                      uri: platform-http:/status
                      steps:
                        - process: {id: status-allow, ref: allowStaff}
                        - process: {id: status-read, ref: serviceStatus}
                        - marshal: {id: status-write, json: {}}
                """);
        one = node("one", routes, port);
        other = node("other", routes, port);
    }

    private static ServletWebServerApplicationContext node(String name, Path routes, int brokerPort) {
        return (ServletWebServerApplicationContext) SpringApplication.run(
                BridgeApplication.class,
                "--server.port=0",
                "--ROUTES_DIR=" + routes,
                "--DATA_DIR=" + home.resolve(name),
                "--DATABASE_URL=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--ACTIVEMQ_BROKER_URL=failover:(tcp://localhost:" + brokerPort + ")",
                "--SHUTDOWN_DELAY_SECONDS=0",
                "--MONDAY_API_TOKEN=a token of the tests",
                "--MONDAY_API_URL=http://localhost:9",
                "--MONDAY_BOARD_ID=1",
                "--JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
                "--SECURE_STORAGE_KEY=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "--ADMIN_TOKEN=" + EventService.ADMIN_TOKEN,
                "--SMTP_HOST=localhost");
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        one.close();
        broker.stop();
        postgres.close();
    }

    @Test
    void whatHappensOnOneNodeIsHeardOnTheOtherAtOnceAndOnce() {
        try (var here = SocketClient.ready(port(one), EventService.ADMIN_TOKEN);
                var there = SocketClient.ready(port(other), EventService.ADMIN_TOKEN)) {
            for (int i = 0; i < 20; i++) {
                Instant before = Instant.now();
                happens(i % 2 == 0 ? one : other, "event " + i);

                assertThat(title(here.next())).isEqualTo("event " + i);
                assertThat(title(there.next())).isEqualTo("event " + i);
                assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            }
            assertThat(here.rest()).isEmpty();
            assertThat(there.rest()).isEmpty();
        }
    }

    @Test
    void aSocketMovesToTheOtherNodeWithoutAGap() {
        long last;
        try (var here = SocketClient.ready(port(one), EventService.ADMIN_TOKEN)) {
            happens(one, "before");
            last = here.next().path("event_id").longValue();
        }
        happens(one, "meanwhile");
        try (var there = SocketClient.open(port(other), "?since=" + last + "&token=" + EventService.ADMIN_TOKEN)) {
            there.expectReady();
            happens(one, "after");

            assertThat(title(there.next())).isEqualTo("meanwhile");
            assertThat(title(there.next())).isEqualTo("after");
        }
    }

    @Test
    void logoutOnOneNodeClosesSocketsOfTheOther() {
        JdbcClient db = one.getBean(JdbcClient.class);
        db.sql(
                        "INSERT INTO client (portal_id, email, name, source) VALUES ('acme', 'ann@acme.example', 'Ann', 'staff')")
                .update();
        long client = db.sql("SELECT MAX(id) FROM client").query(Long.class).single();
        Sessions sessions = one.getBean(Sessions.class);
        Session session = sessions.find(sessions.beginForClient(client)).orElseThrow();
        String token = one.getBean(TokenIssuer.class).issue(session).token();
        try (var there = SocketClient.ready(port(other), token)) {
            sessions.logOut(one.getBean(TokenCheck.class).verify(token).caller());

            assertThat(there.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void theStatusIsReadFromPostgresToo() throws IOException, InterruptedException {
        one.getBean(JdbcClient.class)
                .sql("INSERT INTO job (kind, dedup_key, payload) VALUES ('mail', 'a key', '{}')")
                .update();
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port(other) + "/status"))
                                .header("Authorization", "Bearer " + EventService.ADMIN_TOKEN)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"kind\":\"mail\",\"state\":\"waiting\",\"count\":1");
    }

    private static void happens(ServletWebServerApplicationContext node, String title) {
        Ticket ticket = EventService.ticket("acme", title, "");
        node.getBean(TransactionTemplate.class).executeWithoutResult(status -> node.getBean(PortalEvents.class)
                .append(PortalEvent.Type.TICKET_UPDATED, ticket, ticket.status()));
        node.getBean(ProducerTemplate.class).sendBody("direct:event-announce", null);
    }

    private static int port(ServletWebServerApplicationContext node) {
        return node.getWebServer().getPort();
    }

    private static String title(JsonNode event) {
        return event.path("data").path("title").asText();
    }
}
