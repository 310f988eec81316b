package bridge.crash;

import bridge.journey.ChildProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL and an ActiveMQ, which live on when the service is killed. */
final class Neighbours implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final ChildProcess broker;

    Neighbours(Path dir) throws Exception {
        postgres = EmbeddedPostgres.start();
        Path store = Files.createDirectory(dir.resolve("broker"));
        broker = ChildProcess.start(dir.resolve("broker.log"), "crash-broker", store.toString());
    }

    Map<String, String> settings() throws Exception {
        return Map.of(
                "DATABASE_URL",
                postgres.getJdbcUrl("postgres", "postgres"),
                "ACTIVEMQ_BROKER_URL",
                "failover:(" + broker.awaitJson().required("url").textValue() + ")",
                "SECURE_STORAGE_KEY",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    }

    @Override
    public void close() throws Exception {
        try {
            broker.close();
        } finally {
            postgres.close();
        }
    }
}
