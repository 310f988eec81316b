package bridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.Surroundings;
import bridge.mirror.ItemFetches;
import bridge.simulator.SimulatedMonday;
import bridge.ticket.TicketRows;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many thousand webhooks about a few hundred items. {@code -Dbridge.flood.webhooks=10000} for the whole of it. */
@BridgeTest
class WebhookFloodIT {

    private static final int WEBHOOKS = Integer.getInteger("bridge.flood.webhooks", 2000);
    private static final int ITEMS = 200;
    private static final int SENDERS = 8;

    /** Of a thousand webhooks that are looked at, those about as many items as one call reads. */
    private static final int A_BATCH = 1000 * ItemFetches.MAX_ITEMS / ITEMS;

    private final SimulatedMonday monday;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String portal = "flood-" + UUID.randomUUID();

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private TicketRows tickets;

    @Autowired
    private JdbcClient db;

    WebhookFloodIT(Surroundings around) {
        this.monday = around.monday();
    }

    @Test
    void aFloodCostsFewCallsAndNothingIsMissed() throws Exception {
        camel.requestBody("direct:board-setup", (Object) null);
        List<String> items = IntStream.range(0, ITEMS)
                .mapToObj(i -> monday.createItem("Item " + i, "smoke", portal, "ann@" + portal + ".example"))
                .toList();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> tickets.ofPortal(portal).size() == ITEMS && open() == 0);
        monday.webhooks().pause();
        items.forEach(item -> monday.changeStatus(item, "Resolved"));
        monday.calls().clear();
        Instant begin = Instant.now();

        assertThat(send(items)).containsOnly(200);

        await().atMost(Duration.ofMinutes(2)).until(() -> open() == 0);
        long calls = monday.calls().of("items").size();
        long seconds = Duration.between(begin, Instant.now()).toSeconds() + 1;
        assertThat(tickets.ofPortal(portal))
                .allSatisfy(ticket -> assertThat(ticket.status().word()).isEqualTo("resolved"));
        assertThat(calls).as("calls, four a second at most").isLessThanOrEqualTo(4 * seconds);
        assertThat(calls)
                .as("calls for %d webhooks in %d s", WEBHOOKS, seconds)
                .isLessThanOrEqualTo(4 * sendingSeconds + WEBHOOKS / A_BATCH + 10);
        monday.webhooks().resume();
    }

    private long sendingSeconds;

    private List<Integer> send(List<String> items) throws Exception {
        Instant begin = Instant.now();
        var senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Callable<Integer>> posts = IntStream.range(0, WEBHOOKS)
                    .mapToObj(i -> (Callable<Integer>) () -> post(items.get(i % ITEMS)))
                    .toList();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : senders.invokeAll(posts)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            senders.shutdown();
            sendingSeconds = Duration.between(begin, Instant.now()).toSeconds() + 1;
        }
    }

    private int post(String item) throws Exception {
        String token = JWT.create()
                .withExpiresAt(Instant.now().plusSeconds(60))
                .sign(Algorithm.HMAC256(monday.signingSecret()));
        String event = """
                {"event":{"type":"update_column_value","boardId":%s,"pulseId":%s,"columnId":"status","triggerUuid":"%s"}}""".formatted(monday.boardId(), item, UUID.randomUUID());
        var request = HttpRequest.newBuilder(URI.create(System.getProperty("API_URL") + "/webhooks/monday"))
                .header("Authorization", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private long open() {
        return db.sql("SELECT COUNT(*) FROM job WHERE kind = 'webhook-refetch' AND state <> 'done' AND state <> 'dead'")
                .query(Long.class)
                .single();
    }
}
