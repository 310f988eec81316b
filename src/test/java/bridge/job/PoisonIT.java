package bridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.Surroundings;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsQueueEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody can read neither blocks a queue nor is tried for hours. */
@BridgeTest
class PoisonIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MEGABYTE = 1024 * 1024;

    private final Surroundings around;
    private final PortalClient staff;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ConnectionFactory connections;

    @Autowired
    private JobLedger ledger;

    @Autowired
    private JdbcClient db;

    @Autowired
    private MeterRegistry meters;

    PoisonIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.staff = anonymous.as(Surroundings.ADMIN_TOKEN);
    }

    private final List<Long> made = new ArrayList<>();

    /** Other tests share the service. */
    @AfterEach
    void clean() {
        made.forEach(id -> db.sql("DELETE FROM job WHERE id = ?").param(id).update());
        db.sql("DELETE FROM job WHERE dedup_key LIKE 'ID:%'").update();
    }

    private interface Poison {
        Message write(Session session) throws JMSException;
    }

    @Test
    void messagesThatNobodyCanReadAreDeadLettersAtOnceAndBlockNoQueue() throws Exception {
        // The route that reads items again looks at no message: to it each is a reason to see what is due.
        List<Route> workers = workers().stream()
                .filter(route -> !kind(route).equals("webhook-refetch"))
                .toList();
        List<Poison> poisons = List.of(
                session -> session.createTextMessage("no id"),
                session -> session.createTextMessage("{\"version\":2,\"job\":7}"),
                session -> session.createTextMessage("{\"version\":1,\"job\":\"7\"}"),
                session -> session.createTextMessage("{\"version\":1,\"job\":99999999999999999999}"),
                session -> session.createTextMessage("7"),
                session -> session.createTextMessage("7".repeat(4 * MEGABYTE)),
                session -> session.createTextMessage(),
                session -> session.createObjectMessage(new HashMap<>(Map.of("id", 7))),
                session -> session.createBytesMessage(),
                Session::createMapMessage,
                Session::createMessage);
        Map<String, Long> before = workers.stream().collect(Collectors.toMap(PoisonIT::kind, this::buried));

        for (Route route : workers) {
            send(route, poisons);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(workers).allSatisfy(route -> assertThat(buried(route))
                .as(route.getId())
                .isEqualTo(before.get(kind(route)) + poisons.size())));
        List<String> causes = new ArrayList<>();
        for (JsonNode letter :
                staff.get("/admin/dead-letters?kind=action-mail&limit=1000").body()) {
            causes.add(letter.path("last_error").asText());
        }
        assertThat(causes)
                .contains(
                        "The message is no text",
                        "The message is too long: 4194304 characters",
                        "The message cannot be read",
                        "The message names no version and no job",
                        "The message has an unknown version");
        assertWorkGoesOn();
    }

    @Test
    void messagesThatNameNoJobOfTheirQueueAreDropped() throws Exception {
        List<Route> workers = workers();
        long elsewhere = ledger.submit(new NewJob("of-nobody", UUID.randomUUID().toString(), Map.of()))
                .id();
        made.add(elsewhere);
        double dropped = dropped();

        for (Route route : workers) {
            send(
                    route,
                    List.of(
                            session -> session.createTextMessage(message(999_999_999_999L)),
                            session -> session.createTextMessage(message(elsewhere))));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(dropped() - dropped).isEqualTo((workers.size() - 1) * 2));
        assertThat(state(elsewhere)).isEqualTo("waiting");
        assertWorkGoesOn();
    }

    @Test
    void jobsThatTheirWorkerCannotReadAreDeadLettersAfterOneTry() throws Exception {
        List<Long> poisoned = new ArrayList<>();
        for (Route route : workers()) {
            String kind = kind(route);
            for (String payload : List.of("no JSON", "", "[]", "null", "7", "{\"item_id\":\"x\",\"version\":99}")) {
                poisoned.add(poison(kind, payload));
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(poisoned)
                .allSatisfy(
                        id -> assertThat(state(id)).as(() -> description(id)).isEqualTo("dead")));
        assertThat(poisoned).allSatisfy(id -> assertThat(attempts(id)).isEqualTo(1));
        Map<String, String> causes = new HashMap<>();
        for (JsonNode letter : staff.get("/admin/dead-letters?limit=1000").body()) {
            causes.put(letter.path("id").asText(), letter.path("last_error").asText());
        }
        assertThat(poisoned).allSatisfy(id -> assertThat(causes.get(id.toString()))
                .as(() -> description(id))
                .isNotBlank()
                .doesNotContain("Exception"));
        assertWorkGoesOn();
    }

    @Test
    void jobsOfAKindThatNobodyWorksOnWaitAndFillNoQueue() {
        String kind = "kind-" + UUID.randomUUID();
        long id = ledger.submit(new NewJob(kind, "one", Map.of())).id();
        made.add(id);
        db.sql("UPDATE job SET queued_at = NULL WHERE id = ?").param(id).update();

        await().atMost(SOON).until(() -> db.sql("SELECT queued_at IS NOT NULL FROM job WHERE id = ?")
                .param(id)
                .query(Boolean.class)
                .single());

        assertThat(camel.getEndpointRegistry().values())
                .noneMatch(endpoint -> endpoint.getEndpointUri().contains(kind));
        assertThat(state(id)).isEqualTo("waiting");
    }

    private void assertWorkGoesOn() throws Exception {
        String email = "ann@" + UUID.randomUUID() + ".example";
        assertThat(staff.post("/clients", Map.of("email", email, "name", "Ann")).status())
                .isEqualTo(201);
        assertThat(around.login(System.getProperty("API_URL"), email)).isNotBlank();
    }

    private List<Route> workers() {
        List<Route> workers = camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof JmsQueueEndpoint)
                .toList();
        assertThat(workers).hasSizeGreaterThan(5);
        return workers;
    }

    private static String message(long job) {
        return "{\"version\":1,\"job\":" + job + "}";
    }

    private static String queue(Route route) {
        return ((JmsQueueEndpoint) route.getEndpoint()).getDestinationName();
    }

    private static String kind(Route route) {
        return queue(route).substring("bridge.".length());
    }

    private void send(Route route, List<Poison> poisons) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(queue(route)))) {
            for (Poison poison : poisons) {
                producer.send(poison.write(session));
            }
        }
    }

    private long poison(String kind, String payload) {
        String key = UUID.randomUUID().toString();
        db.sql("INSERT INTO job (kind, dedup_key, payload) VALUES (?, ?, ?)")
                .params(kind, key, payload)
                .update();
        long id = db.sql("SELECT id FROM job WHERE dedup_key = ?")
                .param(key)
                .query(Long.class)
                .single();
        made.add(id);
        return id;
    }

    private long buried(Route route) {
        return db.sql("SELECT COUNT(*) FROM job WHERE kind = ? AND state = 'dead' AND dedup_key LIKE 'ID:%'")
                .param(kind(route))
                .query(Long.class)
                .single();
    }

    private double dropped() {
        return meters.get("bridge.job.messages.dropped").counter().count();
    }

    private String state(long id) {
        return column(id, "state");
    }

    private int attempts(long id) {
        return Integer.parseInt(column(id, "attempts"));
    }

    private String description(long id) {
        return column(id, "kind || ' with ' || payload || ': ' || COALESCE(last_error, '')");
    }

    private String column(long id, String expression) {
        return db.sql("SELECT " + expression + " FROM job WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
