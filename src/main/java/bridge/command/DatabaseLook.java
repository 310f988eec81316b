package bridge.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The database, and the folder that holds the embedded one. */
@Component
@Lazy
@Order(6)
class DatabaseLook implements Check {

    private static final int OLDEST_POSTGRES = 14;

    private final ObjectProvider<DataSource> database;
    private final String url;
    private final Path dataDir;
    private final String embedded;

    DatabaseLook(
            ObjectProvider<DataSource> database,
            @Value("${DATABASE_URL:}") String url,
            @Value("${bridge.data-dir}") Path dataDir,
            @Value("${" + DatabaseSnapshot.STATE + ":}") String embedded) {
        this.database = database;
        this.url = url;
        this.dataDir = dataDir.toAbsolutePath().normalize();
        this.embedded = embedded;
    }

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public List<Finding> look() throws SQLException {
        if (url.isBlank()) {
            return List.of(folder(), embedded());
        }
        try (Connection connection = database.getObject().getConnection()) {
            var product = connection.getMetaData();
            String name = product.getDatabaseProductName() + " " + product.getDatabaseMajorVersion();
            if (product.getDatabaseProductName().startsWith("Postgre")
                    && product.getDatabaseMajorVersion() < OLDEST_POSTGRES) {
                return List.of(
                        Finding.fail("database", name + " is too old: version " + OLDEST_POSTGRES + " or later"));
            }
            return List.of(Finding.ok("database", name + " answers"));
        }
    }

    private Finding folder() {
        Path existing = dataDir;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing)
                ? Finding.ok("data folder", dataDir.toString())
                : Finding.fail("data folder", dataDir + " cannot be written to: see DATA_DIR");
    }

    private Finding embedded() throws SQLException {
        String text =
                switch (embedded) {
                    case DatabaseSnapshot.NEW -> "embedded H2, made at the first start";
                    case DatabaseSnapshot.IN_USE -> "embedded H2, in use by the running service";
                    default -> "embedded H2 can be opened";
                };
        try (Connection connection = database.getObject().getConnection()) {
            return connection.isValid(3)
                    ? Finding.ok("database", text + "; serves one node")
                    : Finding.fail("database", "the embedded one does not answer: see DATA_DIR");
        }
    }
}
