package bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.table.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a kill has left behind is the file as it was on disk at that moment: here a copy of it. */
class EmbeddedDatabaseTest {

    private static final String TOUCH = "UPDATE job SET queued_at = NULL WHERE state = 'waiting'";

    @TempDir
    private Path living;

    @TempDir
    private Path killed;

    /** Keeps the database open. */
    private Connection open;

    private JdbcClient db;

    @BeforeEach
    void acceptJobs() throws SQLException {
        db = JdbcClient.create(migrated(living));
        open = DriverManager.getConnection(url(living), "sa", "");
        for (int i = 1; i <= 3; i++) {
            db.sql("INSERT INTO job (kind, dedup_key, payload) VALUES ('probe', ?, ?)")
                    .param("größe-" + i)
                    .param("x".repeat(i * 5_000))
                    .update();
        }
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    @Test
    void anIndexThatNamesARowWhichIsNotThereIsMendedAfterAKill() throws Exception {
        loseRow(3);
        kill();
        assertThatThrownBy(() -> touch(killed)).isInstanceOf(DataAccessException.class);
        kill();

        JdbcClient mended = JdbcClient.create(migrated(killed));

        assertThat(mended.sql(TOUCH).update()).isEqualTo(2);
        assertThat(rows(mended)).containsExactly("größe-1 5000", "größe-2 10000");
        assertThat(Files.list(killed).map(Path::toString)).allMatch(name -> name.endsWith(".db"));
    }

    @Test
    void newRowsGoOnWhereTheOldEnded() throws Exception {
        kill();

        JdbcClient mended = JdbcClient.create(migrated(killed));
        mended.sql("INSERT INTO job (kind, dedup_key, payload) VALUES ('probe', 'next', '')")
                .update();

        assertThat(mended.sql("SELECT MAX(id) FROM job").query(Long.class).single())
                .isGreaterThan(3);
    }

    @Test
    void aMendingThatWasCutOffGoesOnWithTheCopyOfTheRows() throws Exception {
        Path copy = killed.resolve("bridge.rows.sql");
        db.sql("SCRIPT TO '" + copy + "' CHARSET 'UTF-8'").query().listOfRows();
        db.sql("DELETE FROM job").update();
        kill();

        assertThat(rows(JdbcClient.create(migrated(killed)))).hasSize(3);
        assertThat(copy).doesNotExist();
    }

    @Test
    void aDatabaseThatWasClosedIsTakenAsItIs() throws Exception {
        EmbeddedDatabase found = EmbeddedDatabase.of(url(killed)).orElseThrow();
        assertThat(found.wasKilled()).isFalse();
        try (Connection other = DriverManager.getConnection(url(killed), "sa", "")) {
            other.createStatement().execute("CREATE TABLE probe (id INTEGER)");
            assertThat(found.wasKilled()).isTrue();
        }
        assertThat(found.wasKilled()).isFalse();
    }

    /** Takes a row away and leaves the indexes as they are. */
    private void loseRow(long id) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(living), "sa", "")) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            Table jobs = session.getDatabase().getSchema("public").getTableOrView(session, "job");
            jobs.getScanIndex(session).remove(session, jobs.getRow(session, id));
            connection.commit();
            session.commit(false);
        }
    }

    private void kill() throws Exception {
        try (var files = Files.newDirectoryStream(living, "*.mv.db")) {
            for (Path file : files) {
                Files.write(killed.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    private static void touch(Path folder) {
        JdbcClient.create(source(folder)).sql(TOUCH).update();
    }

    private static List<String> rows(JdbcClient db) {
        return db.sql("SELECT dedup_key || ' ' || CHAR_LENGTH(payload) FROM job ORDER BY id")
                .query(String.class)
                .list();
    }

    private static JdbcDataSource migrated(Path folder) {
        JdbcDataSource source = source(folder);
        new DatabaseMigration(source.getURL())
                .migrate(Flyway.configure().dataSource(source).load());
        return source;
    }

    private static JdbcDataSource source(Path folder) {
        var source = new JdbcDataSource();
        source.setURL(url(folder));
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    private static String url(Path folder) {
        return DatabaseUrl.embedded(folder).jdbc();
    }
}
