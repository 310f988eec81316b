package bridge.config;

import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Brings the schema up to date at the start. PostgreSQL does or undoes a migration as a whole. H2 keeps the statements that were
 * done when the process died or the disk was full; since all of them can be repeated, such a migration begins anew.
 */
@Component
class DatabaseMigration implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigration.class);

    private final Optional<EmbeddedDatabase> embedded;

    DatabaseMigration(@Value("${spring.datasource.url}") String url) {
        this.embedded = EmbeddedDatabase.of(url);
    }

    /** To be called before anybody uses the database. */
    @Override
    public void migrate(Flyway flyway) {
        embedded.ifPresent(
                database -> database.mendAfterKill(flyway.getConfiguration().getDataSource()));
        if (Arrays.stream(flyway.info().all())
                .anyMatch(migration -> migration.getState().isFailed())) {
            LOG.warn("An earlier start could not finish a migration of the database: it begins anew");
            flyway.repair();
        }
        flyway.migrate();
    }
}
