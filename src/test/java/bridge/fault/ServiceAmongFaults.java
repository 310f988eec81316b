package bridge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.BridgeApplication;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.BoardItem;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.SimulatorClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole service as it runs on a cluster: PostgreSQL and a broker of another process are reached through lines that can
 * fail. Pauses between tries are a ten-thousandth of what they are, so that seconds here are many hours. All tests of this
 * package share one, each with customers of its own.
 */
final class ServiceAmongFaults implements CloseableResource {

    /** Gives a test the service as a parameter. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ServiceAmongFaults.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(ServiceAmongFaults.class, type -> start(), ServiceAmongFaults.class);
        }
    }

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Surroundings around = Surroundings.start();
    private final SimulatorClock clock = new SimulatorClock();
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final BrokerService broker;
    private final TcpProxy database;
    private final TcpProxy queues;
    private final ConfigurableApplicationContext app;
    private final String url;
    private final long consumers;

    private static ServiceAmongFaults start() {
        try {
            return new ServiceAmongFaults();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ServiceAmongFaults() throws Exception {
        folder = Files.createTempDirectory("among-faults-");
        postgres = EmbeddedPostgres.start();
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("CREATE DATABASE bridge")
                .update();
        broker = new BrokerService();
        broker.setBrokerName("among-faults");
        broker.setDataDirectoryFile(folder.resolve("broker").toFile());
        broker.setUseJmx(false);
        broker.addConnector("tcp://localhost:0");
        broker.start();
        broker.waitUntilStarted();
        database = new TcpProxy(postgres.getPort());
        queues = new TcpProxy(
                broker.getTransportConnectors().get(0).getConnectUri().getPort());
        url = "http://localhost:" + freePort();
        around.monday().app().serveAt(url);
        app = new SpringApplicationBuilder(BridgeApplication.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("clockOfTheTests", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(settings().entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        consumers = consumers();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(around.settings());
        settings.put("API_URL", url);
        settings.put("API_PORT", url.substring(url.lastIndexOf(':') + 1));
        settings.put("DATA_DIR", folder.toString());
        settings.put(
                "DATABASE_URL",
                "jdbc:postgresql://localhost:" + database.port() + "/bridge?user=postgres&socketTimeout=2");
        settings.put("spring.datasource.hikari.connection-timeout", "300");
        settings.put("ACTIVEMQ_BROKER_URL", "failover:(tcp://localhost:" + queues.port() + ")");
        settings.put("bridge.mail.timeout", "1s");
        settings.put("bridge.portal.patience", "2s");
        settings.put("bridge.jobs.first-pause", "100ms");
        settings.put("bridge.jobs.longest-pause", "360ms");
        settings.put("bridge.jobs.longest-pauses.ticket-create", "200ms");
        settings.put("bridge.jobs.longest-pauses.comment-create", "200ms");
        settings.put("bridge.jobs.sweep-every", "100ms");
        settings.put("bridge.jobs.requeue-after", "3s");
        settings.put("bridge.jobs.lease", "3s");
        settings.put("bridge.jobs.renew-every", "1s");
        settings.put("bridge.jobs.longest-work", "6s");
        settings.put("bridge.login.links-per-caller", "10000");
        return settings;
    }

    SimulatedMonday monday() {
        return around.monday();
    }

    Surroundings around() {
        return around;
    }

    /** The wall clock of the service; the database has its own. */
    SimulatorClock clock() {
        return clock;
    }

    TcpProxy database() {
        return database;
    }

    TcpProxy queues() {
        return queues;
    }

    BrokerService broker() {
        return broker;
    }

    long messages(String queue) throws Exception {
        Destination destination = broker.getDestination(new ActiveMQQueue(queue));
        return destination.getDestinationStatistics().getMessages().getCount();
    }

    String url() {
        return url;
    }

    /** A line of its own to the database, which no fault concerns. */
    JdbcClient db() {
        return JdbcClient.create(postgres.getDatabase("postgres", "bridge"));
    }

    /** As a restart of PostgreSQL does, and an administrator. */
    void endDatabaseSessions() {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'bridge'")
                .query()
                .listOfRows();
    }

    /** From its next sessions on PostgreSQL reads and does not write, as a standby does; or writes again. */
    void refuseWrites(boolean on) {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("ALTER DATABASE bridge SET default_transaction_read_only = " + on)
                .update();
    }

    PortalClient anonymous() {
        return new PortalClient(url, null);
    }

    /** A new client of a portal of its own, logged in by mail. */
    Customer customer() {
        String portal = "portal-" + UUID.randomUUID();
        String email = portal + "@client.example";
        try {
            assertThat(anonymous()
                            .as(Surroundings.ADMIN_TOKEN)
                            .post("/clients", Map.of("email", email, "name", "Ann", "portal_id", portal))
                            .status())
                    .isEqualTo(201);
            var customer = new Customer(portal, email, anonymous().as(around.login(url, email)));
            // A fault that comes earlier has the login mail sent again, as it should.
            await().atMost(PATIENCE).until(() -> jobs("kind = 'login-mail' AND state <> 'done'") == 0);
            return customer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    record Customer(String portal, String email, PortalClient client) {

        String tickets() {
            return "/tickets/" + portal;
        }
    }

    /** monday has a mail sent. */
    Answer sendMail(String to) throws IOException, InterruptedException {
        var app = monday().app();
        Map<String, Object> call = Map.of(
                "payload", Map.of("inputFields", Map.of("email", to)),
                "runtimeMetadata", Map.of("actionUuid", UUID.randomUUID(), "triggerUuid", UUID.randomUUID()));
        String token = app.tokens().action(monday().admin(), app.serviceUrl() + "/mail/send");
        return anonymous().send("POST", "/mail/send", call, Map.of("Authorization", token));
    }

    /** @return the status of the answer */
    int probe(String name) throws IOException, InterruptedException {
        return anonymous()
                .send("GET", "/actuator/health/" + name, null, Map.of("Accept", "application/json"))
                .status();
    }

    /** What the board holds of a customer, oldest first. */
    List<BoardItem> items(Customer customer) {
        return monday().items().stream()
                .filter(item -> customer.portal().equals(item.cell("Portal ID")))
                .sorted(java.util.Comparator.comparing(BoardItem::id))
                .toList();
    }

    /** Whatever a test broke is whole again, and everything accepted is done. */
    void settle() {
        database.heal();
        queues.heal();
        monday().calm();
        around.mailbox().recover();
        await().atMost(PATIENCE).until(() -> probe("readiness") == 200);
        await().atMost(PATIENCE).until(() -> jobs("state IN ('waiting', 'running')") == 0);
        await().atMost(PATIENCE).until(() -> consumers() >= consumers);
    }

    /** All that listen to the broker. */
    private long consumers() {
        return ((RegionBroker) broker.getRegionBroker())
                .getQueueRegion().getDestinationMap().values().stream()
                        .mapToLong(queue ->
                                queue.getDestinationStatistics().getConsumers().getCount())
                        .sum();
    }

    /** @param condition fixed SQL */
    int jobs(String condition) {
        return db().sql("SELECT COUNT(*) FROM job WHERE " + condition)
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() throws Throwable {
        app.close();
        queues.close();
        database.close();
        broker.stop();
        postgres.close();
        around.close();
    }
}
