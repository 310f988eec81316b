package bridge.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded database. H2 stores what other connections are in the middle of whenever one commits; when the process
 * is killed then, an index may name rows that are not there, and statements fail for good. So after a start that did not follow a
 * close everything is written anew from the rows alone.
 */
class EmbeddedDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String URL = "jdbc:h2:file:";

    /** The first two blocks of the file tell whether it was closed. */
    private static final int HEADER = 2 * 4096;

    private final Path file;
    private final Path copy;

    private EmbeddedDatabase(String name) {
        this.file = Path.of(name + ".mv.db");
        this.copy = Path.of(name + ".rows.sql");
    }

    /** @return empty when the database is not in a file of ours */
    static Optional<EmbeddedDatabase> of(String jdbcUrl) {
        return jdbcUrl.startsWith(URL)
                ? Optional.of(
                        new EmbeddedDatabase(jdbcUrl.substring(URL.length()).replaceFirst(";.*", "")))
                : Optional.empty();
    }

    /** Does nothing after a close, and when there is no database yet. @throws IllegalStateException if it fails */
    void mendAfterKill(DataSource database) {
        try {
            if (wasKilled()) {
                writeAnew(database);
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The embedded database cannot be mended", e);
        }
    }

    /** To be asked before the first connection. */
    boolean wasKilled() throws IOException {
        if (Files.exists(copy)) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return !new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1).contains(",clean:1,");
        }
    }

    /** A kill in the midst of it does no harm: the next start begins anew, or goes on with the copy of the rows. */
    private void writeAnew(DataSource database) throws IOException, SQLException {
        long begun = System.nanoTime();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!Files.exists(copy)) {
                Path unfinished = copy.resolveSibling(copy.getFileName() + ".part");
                execute(connection, "SCRIPT TO ? CHARSET 'UTF-8'", unfinished);
                Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            statement.execute("DROP ALL OBJECTS");
            execute(connection, "RUNSCRIPT FROM ? CHARSET 'UTF-8'", copy);
            Files.delete(copy);
        }
        LOG.info(
                "The process before this one was killed: the embedded database was written anew in {} ms",
                (System.nanoTime() - begun) / 1_000_000);
    }

    private static void execute(Connection connection, String sql, Path path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, path.toString());
            statement.execute();
        }
    }
}
