package bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.journey.ChildProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A start that is cut off while it changes the database is made good by the next one. */
class DatabaseMigrationTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 19, 27})
    void theEmbeddedDatabaseIsFinishedAfterAKill(int statements) throws Exception {
        String url = DatabaseUrl.embedded(folder).jdbc();
        List<String> whole = columns(migrated(h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")));

        assertThat(halted(url + ";USER=sa;PASSWORD=", statements)).isEqualTo(HaltedMigration.GONE);
        assertThat(columns(h2(url))).isNotEmpty().hasSizeLessThan(whole.size());

        assertThat(columns(migrated(h2(url)))).isEqualTo(whole);
    }

    @Test
    void postgresIsFinishedAfterAKill() throws Exception {
        try (var postgres = EmbeddedPostgres.start()) {
            assertThat(halted(postgres.getJdbcUrl("postgres", "postgres"), 19)).isEqualTo(HaltedMigration.GONE);

            Flyway flyway = Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .load();
            new DatabaseMigration("").migrate(flyway);
            assertThat(flyway.info().pending()).isEmpty();
        }
    }

    /** As after a full disk: the migration failed and says so. */
    @Test
    void aMigrationThatFailedBeginsAnew() {
        JdbcDataSource source = h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcClient db = JdbcClient.create(source);
        Flyway flyway = migrated(source);
        String last = flyway.info().current().getVersion().getVersion();
        db.sql("UPDATE \"flyway_schema_history\" SET \"success\" = FALSE WHERE \"version\" = ?")
                .param(last)
                .update();
        assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayValidateException.class);

        new DatabaseMigration("").migrate(flyway);

        assertThat(flyway.info().all())
                .allMatch(migration -> migration.getState().isApplied())
                .noneMatch(migration -> migration.getState().isFailed());
    }

    /** The worst cut: all of a migration is done, and its end is not recorded. */
    @Test
    void everyStatementCanBeRepeated() {
        JdbcDataSource source = h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcClient db = JdbcClient.create(source);
        for (MigrationInfo migration : migrated(source).info().all()) {
            db.sql("DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" >= ?")
                    .param(migration.getInstalledRank())
                    .update();
            migrated(source);
        }
        assertThat(db.sql("SELECT COUNT(*) FROM event_counter")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private int halted(String url, int statements) throws IOException, InterruptedException {
        String[] arguments = {"halted-migration", url, Integer.toString(statements)};
        try (var process = ChildProcess.start(folder.resolve("migration.log"), arguments)) {
            return process.finish();
        }
    }

    private static Flyway migrated(JdbcDataSource source) {
        Flyway flyway = Flyway.configure().dataSource(source).load();
        new DatabaseMigration("").migrate(flyway);
        return flyway;
    }

    private static List<String> columns(Flyway flyway) {
        return columns((JdbcDataSource) flyway.getConfiguration().getDataSource());
    }

    private static List<String> columns(JdbcDataSource source) {
        return JdbcClient.create(source).sql("""
                        SELECT table_name || '.' || column_name FROM information_schema.columns
                        WHERE table_schema = SCHEMA() ORDER BY 1""").query(String.class).list();
    }

    private static JdbcDataSource h2(String url) {
        var source = new JdbcDataSource();
        source.setURL(url.contains("MODE=") ? url : url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        source.setUser("sa");
        source.setPassword("");
        return source;
    }
}
