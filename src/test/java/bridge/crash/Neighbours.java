package bridge.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;

/** A PostgreSQL and an ActiveMQ with a store on disk, which live on when the service is killed. */
final class Neighbours implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final BrokerService broker = new BrokerService();
    private final TransportConnector door;

    Neighbours(Path dir) throws Exception {
        postgres = EmbeddedPostgres.start();
        broker.setBrokerName("outside");
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setDataDirectoryFile(dir.resolve("outside").toFile());
        door = broker.addConnector("tcp://localhost:0");
        broker.start();
    }

    Map<String, String> settings() throws Exception {
        return Map.of(
                "DATABASE_URL",
                postgres.getJdbcUrl("postgres", "postgres"),
                "ACTIVEMQ_BROKER_URL",
                "failover:(" + door.getPublishableConnectString() + ")",
                "SECURE_STORAGE_KEY",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    }

    @Override
    public void close() throws Exception {
        try {
            broker.stop();
        } finally {
            postgres.close();
        }
    }
}
