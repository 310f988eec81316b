package bridge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.BridgeApplication;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.BoardItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The disk of the embedded database, or of the embedded broker, is full for a while. */
@TestInstance(Lifecycle.PER_CLASS)
class DiskFullTest {

    private static final String PORTAL = "acme";
    private static final String EMAIL = "ann@acme.example";

    @TempDir
    private static Path folder;

    private Surroundings around;
    private ConfigurableApplicationContext app;
    private PortalClient client;
    private String url;

    @BeforeAll
    void start() throws Exception {
        FullDisk.register();
        around = Surroundings.start();
        Map<String, String> settings = new LinkedHashMap<>(around.settings());
        settings.put("server.port", "0");
        settings.put("DATA_DIR", folder.toString());
        settings.put("DATABASE_URL", "jdbc:h2:full:" + folder.resolve("bridge"));
        settings.put("DATABASE_USER", "sa");
        settings.put("bridge.jobs.first-pause", "100ms");
        settings.put("bridge.jobs.sweep-every", "200ms");
        settings.put("bridge.jobs.requeue-after", "3s");
        settings.put("bridge.jobs.lease", "3s");
        settings.put("bridge.jobs.renew-every", "1s");
        settings.put("bridge.jobs.longest-work", "6s");
        app = SpringApplication.run(
                BridgeApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        url = "http://localhost:" + app.getEnvironment().getProperty("local.server.port");
        new PortalClient(url, Surroundings.ADMIN_TOKEN)
                .post("/clients", Map.of("email", EMAIL, "name", "Ann", "portal_id", PORTAL));
        client = new PortalClient(url, around.login(url, EMAIL));
    }

    @AfterEach
    void recover() {
        FullDisk.full(false);
    }

    @AfterAll
    void stop() {
        app.close();
        around.close();
    }

    @Test
    void nothingIsAcceptedThatCannotBeWrittenAndWhatWasAcceptedIsThereOnceAfterwards() throws Exception {
        List<String> accepted = new ArrayList<>(List.of("Before 0", "Before 1", "Before 2"));
        for (String title : accepted) {
            assertThat(open(title).status()).isEqualTo(201);
        }
        FullDisk.full(true);

        for (int i = 0; i < 5; i++) {
            Answer refused = open("Meanwhile " + i);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
        }
        FullDisk.full(false);

        await().atMost(ServiceAmongFaults.PATIENCE).until(() -> open("After").status() == 201);
        accepted.add("After");
        assertThat(client.get("/tickets/" + PORTAL).body())
                .extracting(ticket -> ticket.get("title").textValue())
                .containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(around.monday().items()).extracting(BoardItem::name).containsExactlyInAnyOrderElementsOf(accepted);
        around.login(url, EMAIL);
    }

    @Test
    void theBrokerGoesOnAfterAFailureOfItsDisk() throws Exception {
        var broker = app.getBean(BrokerService.class);
        for (int i = 0; i < 3; i++) {
            broker.handleIOException(new IOException("Input/output error"));
        }

        await().during(Duration.ofSeconds(1)).until(broker::isStarted);
        around.login(url, EMAIL);
        assertThat(broker.isStarted()).isTrue();
    }

    private Answer open(String title) throws IOException, InterruptedException {
        return client.send(
                "POST",
                "/tickets/ticket",
                Map.of("title", title, "description", "d"),
                Map.of("Idempotency-Key", title));
    }
}
