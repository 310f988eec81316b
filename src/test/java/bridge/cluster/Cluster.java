package bridge.cluster;

import static org.awaitility.Awaitility.await;

import bridge.action.MondayCalls;
import bridge.journey.PortalClient;
import bridge.journey.RunningJar;
import bridge.journey.Surroundings;
import bridge.simulator.Mailbox;
import bridge.simulator.SimulatedMonday;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Packaged jars as equal nodes on one PostgreSQL and one ActiveMQ, behind a load balancer. */
final class Cluster implements AutoCloseable {

    private final Surroundings around = Surroundings.start();
    private final EmbeddedPostgres postgres;
    private final BrokerService broker = new BrokerService();
    private final LoadBalancer balancer;
    private final Map<String, String> settings;
    private final Path home;
    private final List<Integer> ports;
    private final List<RunningJar> nodes = new ArrayList<>();

    Cluster(Path home) throws Exception {
        this.home = home;
        postgres = EmbeddedPostgres.start();
        broker.setBrokerName("of-the-cluster");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        TransportConnector door = broker.addConnector("tcp://localhost:0");
        broker.start();
        ports = List.of(RunningJar.freePort(), RunningJar.freePort());
        balancer = new LoadBalancer(
                ports.stream().map(port -> "http://localhost:" + port).toList());
        monday().app().serveAt(balancer.url());
        monday().app().oauth().newFlowOnly(true);
        monday().app().oauth().redirectTo(balancer.url() + "/auth/monday/callback");
        settings = settings(door.getPublishableConnectString());
    }

    /** Starts both nodes at once and waits until they are ready. */
    void start() throws IOException {
        for (int port : ports) {
            nodes.add(launch(port));
        }
        nodes.forEach(RunningJar::awaitReady);
        await().atMost(Duration.ofSeconds(30)).until(() -> balancer.ready().size() == 2);
    }

    private Map<String, String> settings(String brokerUrl) {
        Map<String, String> all = around.settings();
        all.put("API_URL", balancer.url());
        all.put("DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
        all.put("ACTIVEMQ_BROKER_URL", "failover:(" + brokerUrl + ")");
        all.put("SECURE_STORAGE_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        all.put("MONDAY_OAUTH_FLOW", "2.1");
        all.put("MONDAY_OAUTH_TOKEN_PATH", monday().app().newTokenUrl());
        all.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // starts sooner
        all.put("BRIDGE_LOGIN_LINKS_PER_CALLER", "10000"); // all tests are one caller
        return all;
    }

    private RunningJar launch(int port) throws IOException {
        return RunningJar.launch(home.resolve("node-" + port), port, settings, List.of());
    }

    SimulatedMonday monday() {
        return around.monday();
    }

    Mailbox mailbox() {
        return around.mailbox();
    }

    JdbcClient db() {
        return JdbcClient.create(postgres.getPostgresDatabase());
    }

    /** @return the number that a query finds */
    int count(String sql, Object parameter) {
        return db().sql(sql).param(parameter).query(Integer.class).single();
    }

    LoadBalancer balancer() {
        return balancer;
    }

    RunningJar node(int number) {
        return nodes.get(number);
    }

    int port(int number) {
        return ports.get(number);
    }

    /** Starts a node that has ended, and waits until requests are sent to it. */
    void restart(int number) throws IOException {
        nodes.set(number, launch(ports.get(number)));
        nodes.get(number).awaitReady();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> balancer.ready().contains(nodes.get(number).url()));
    }

    /** Staff, at a node itself. */
    PortalClient staff(int number) {
        return new PortalClient("http://localhost:" + ports.get(number), Surroundings.ADMIN_TOKEN);
    }

    /** Whoever comes through the load balancer. */
    PortalClient anybody() {
        return new PortalClient(balancer.url(), null);
    }

    MondayCalls actions() {
        return new MondayCalls(around, anybody(), monday().admin());
    }

    /** Makes a customer with a portal of its own. @return the portal's id */
    String customer(String email) throws IOException, InterruptedException {
        return staff(0).post("/clients", Map.of("email", email, "name", "Ann"))
                .body()
                .required("portal_id")
                .textValue();
    }

    /** Somebody with a portal of their own, logged in. */
    PortalClient newCustomer() throws IOException, InterruptedException {
        String address = UUID.randomUUID() + "@load.example";
        customer(address);
        return anybody().as(login(address));
    }

    /** @return the portal token */
    String login(String email) throws IOException, InterruptedException {
        return around.login(balancer.url(), email);
    }

    /** How many mails of actions a node has sent. */
    int sentMails(int node) throws IOException, InterruptedException {
        return staff(node)
                .get("/actuator/prometheus")
                .http()
                .body()
                .lines()
                .filter(line -> line.startsWith("camel_exchanges_succeeded_total") && line.contains("\"mail-send\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (RunningJar node : nodes) {
            node.kill();
        }
        balancer.close();
        broker.stop();
        postgres.close();
        around.close();
    }
}
