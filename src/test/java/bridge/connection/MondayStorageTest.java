package bridge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.monday.MondayUnavailableException;
import bridge.monday.TokenGrant;
import bridge.problem.Problem;
import bridge.simulator.AppStorage;
import bridge.simulator.SimulatedMonday;
import bridge.storage.StorageService;
import bridge.storage.StoredPage;
import bridge.storage.VersionMismatchException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same storage as in the database, kept by the simulated monday. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "MONDAY_API_TOKEN=the-token",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=correct-horse-battery-staple-0123456789",
            "SMTP_HOST=localhost",
            "DATABASE_URL=jdbc:h2:mem:monday-storage;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/test-data/monday-storage",
            "STORAGE_BACKEND=monday",
            "bridge.monday.interactive-timeout=2s"
        })
class MondayStorageTest {

    private static final SimulatedMonday MONDAY = SimulatedMonday.start();
    private static final AppStorage AT_MONDAY = MONDAY.app().storage();
    private static final long ACCOUNT = MONDAY.admin().accountId();
    private static final long OTHER = MONDAY.stranger().accountId();
    private static final String ODD_KEY = "a/../b?c=1&d#% +é🎉";

    @Autowired
    private StorageService storage;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private Connections connections;

    @Autowired
    private JdbcClient db;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path routes = Files.createTempDirectory("routes");
        for (String file : List.of("storage", "monday-storage", "connection", "monday-token", "monday", "errors")) {
            Files.copy(Path.of("routes", file + ".camel.yaml"), routes.resolve(file + ".camel.yaml"));
        }
        settings.add("ROUTES_DIR", routes::toString);
        settings.add("MONDAY_STORAGE_URL", MONDAY.app()::storageUrl);
    }

    @BeforeEach
    void connect() {
        MONDAY.calm();
        AT_MONDAY.pageSize(50);
        db.sql("DELETE FROM connection").update();
        connections.keep(
                ACCOUNT, MONDAY.admin().id(), grant(MONDAY.app().tokens().shortLived(MONDAY.admin())));
        connections.keep(
                OTHER, MONDAY.stranger().id(), grant(MONDAY.app().tokens().shortLived(MONDAY.stranger())));
    }

    @AfterAll
    static void stop() {
        MONDAY.close();
    }

    @Test
    void keepsAValueAtMondayAndNothingOfItHere() throws Exception {
        var value = new JsonMapper().readTree("{\"text\":\"Grüße 🎉\",\"n\":12345678901234567,\"list\":[1.5,true]}");
        String version = storage.set(ACCOUNT, ODD_KEY, value);
        assertThat(AT_MONDAY.values(ACCOUNT).get(ODD_KEY)).hasToString(value.toString());
        assertThat(storage.get(ACCOUNT, ODD_KEY)).hasValueSatisfying(found -> {
            assertThat(found.value()).hasToString(value.toString());
            assertThat(found.version()).isEqualTo(version);
        });
        assertThat(db.sql("SELECT COUNT(*) FROM stored_value")
                        .query(Integer.class)
                        .single())
                .isZero();
        storage.delete(ACCOUNT, ODD_KEY);
        storage.delete(ACCOUNT, ODD_KEY);
        assertThat(storage.get(ACCOUNT, ODD_KEY)).isEmpty();
    }

    @Test
    void theRoutesUseItToo() {
        storage.set(ACCOUNT, "mail_address", new TextNode("a@example.com"));
        Exchange found = camel.request("direct:storage-get", exchange -> {
            exchange.setVariable("storageAccount", ACCOUNT);
            exchange.setVariable("storageKey", "mail_address");
        });
        assertThat(found.getMessage().getBody()).isEqualTo(new TextNode("a@example.com"));
        assertThat(found.getVariable("storageVersion")).isNotNull();
        assertThat(found.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void eachAccountIsServedInItsOwnName() {
        storage.set(ACCOUNT, "whose", new TextNode("mine"));
        storage.set(OTHER, "whose", new TextNode("theirs"));
        assertThat(AT_MONDAY.values(ACCOUNT)).containsEntry("whose", new TextNode("mine"));
        assertThat(AT_MONDAY.values(OTHER)).containsEntry("whose", new TextNode("theirs"));
    }

    @Test
    void withAVersionOnlyWhatWasReadIsOverwritten() {
        String first = storage.set(ACCOUNT, "cas", new TextNode("one"));
        storage.set(ACCOUNT, "cas", new TextNode("two"), first, null);
        assertThatThrownBy(() -> storage.set(ACCOUNT, "cas", new TextNode("three"), first, null))
                .isInstanceOf(VersionMismatchException.class);
        assertThat(AT_MONDAY.values(ACCOUNT)).containsEntry("cas", new TextNode("two"));
    }

    @Test
    void aValueExpiresAtMonday() {
        storage.set(ACCOUNT, "brief", new TextNode("x"), null, Duration.ofMinutes(1));
        assertThat(storage.get(ACCOUNT, "brief")).isPresent();
        MONDAY.clock().advance(Duration.ofSeconds(61));
        assertThat(storage.get(ACCOUNT, "brief")).isEmpty();
    }

    /** monday finds a part of the key, anywhere in it. */
    @Test
    void aSearchFindsByTheBeginningOfKeysPageByPage() {
        AT_MONDAY.pageSize(2);
        List<String> keys = List.of("p/1", "xp/1", "xp/2", "xp/3", "xp/4", "p/2", "p/3");
        keys.forEach(key -> storage.set(OTHER, key, new TextNode(key)));
        List<StoredPage.Entry> found = new ArrayList<>();
        String cursor = null;
        do {
            StoredPage page = storage.search(OTHER, "p/", cursor, 100);
            assertThat(page.entries()).isNotEmpty();
            found.addAll(page.entries());
            cursor = page.cursor();
        } while (cursor != null);
        assertThat(found).extracting(StoredPage.Entry::key).containsExactly("p/1", "p/2", "p/3");
        assertThat(found).extracting(e -> e.value().asText()).containsExactly("p/1", "p/2", "p/3");
    }

    @Test
    void countsExactlyWhoeverCountsAtTheSameTime() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> calls = IntStream.range(0, 12)
                    .<Callable<Long>>mapToObj(i -> () -> storage.increment(ACCOUNT, "n", 1))
                    .toList();
            List<Long> sums = new ArrayList<>();
            for (var sum : pool.invokeAll(calls)) {
                sums.add(sum.get());
            }
            assertThat(sums)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).collect(Collectors.toList()));
        } finally {
            pool.shutdownNow();
        }
        assertThat(AT_MONDAY.values(ACCOUNT).get("n").asLong()).isEqualTo(12);
        storage.set(ACCOUNT, "n", new TextNode("seven"));
        assertThatThrownBy(() -> storage.increment(ACCOUNT, "n", 1)).isInstanceOf(Problem.class);
    }

    @Test
    void keepsBelowTheCallsThatMondayAllows() {
        AT_MONDAY.enforceLimit(true);
        for (int i = 0; i < 30; i++) {
            storage.set(ACCOUNT, "often", IntNode.valueOf(i));
        }
        assertThat(AT_MONDAY.values(ACCOUNT).get("often").asInt()).isEqualTo(29);
    }

    @Test
    void aFailingMondayIsTriedAgainLaterAndNeverTakenForAnEmptyAnswer() {
        storage.set(ACCOUNT, "k", new TextNode("x"));
        for (int status : new int[] {500, 503, 429}) {
            AT_MONDAY.behaviour().fail(status, 1);
            assertThatThrownBy(() -> storage.get(ACCOUNT, "k"))
                    .isInstanceOfSatisfying(MondayUnavailableException.class, failure -> {
                        assertThat(failure.code()).isEqualTo("HTTP_" + status);
                        assertThat(failure.outcomeUnknown()).isFalse();
                    });
        }
        assertThat(storage.get(ACCOUNT, "k")).isPresent();
    }

    @Test
    void saysWhenItIsNotKnownWhetherAValueWasWritten() {
        AT_MONDAY.behaviour().loseAnswers(1);
        assertThatThrownBy(() -> storage.set(ACCOUNT, "lost", new TextNode("x")))
                .isInstanceOfSatisfying(
                        MondayUnavailableException.class,
                        failure -> assertThat(failure.outcomeUnknown()).isTrue());
        assertThat(storage.get(ACCOUNT, "lost")).isPresent();
    }

    @Test
    void withoutAConnectionThereIsNoStorage() {
        db.sql("DELETE FROM connection WHERE account_id = :account")
                .param("account", ACCOUNT)
                .update();
        assertThatThrownBy(() -> storage.get(ACCOUNT, "k")).isInstanceOf(NotConnectedException.class);
    }

    @Test
    void aTokenThatMondayTookBackIsNotTriedTwice() {
        connections.keep(ACCOUNT, MONDAY.admin().id(), grant("a-token-of-old"));
        assertThatThrownBy(() -> storage.get(ACCOUNT, "k")).isInstanceOf(NotConnectedException.class);
        assertThat(connections.isConnected(ACCOUNT, MONDAY.admin().id())).isFalse();
    }

    private static TokenGrant grant(String token) {
        return new TokenGrant(token, null, "", null);
    }
}
