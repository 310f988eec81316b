package bridge.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Storage on one of the two databases. */
record StorageDatabase(String name, JdbcClient db, StorageService storage, StoredRows rows) {

    /** Both of them. */
    record Both(EmbeddedPostgres postgres, JdbcConnectionPool h2, List<StorageDatabase> all) implements AutoCloseable {

        Stream<StorageDatabase> stream() {
            return all.stream();
        }

        @Override
        public void close() throws IOException {
            h2.dispose();
            postgres.close();
        }
    }

    static Both both() throws IOException {
        var postgres = EmbeddedPostgres.start();
        var h2 = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "sa",
                "");
        return new Both(postgres, h2, List.of(of("H2", h2), of("PostgreSQL", postgres.getPostgresDatabase())));
    }

    private static StorageDatabase of(String name, DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
        JdbcClient db = JdbcClient.create(source);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        return new StorageDatabase(
                name, db, new StorageService(new DatabaseStorage(db, transaction)), new StoredRows(db));
    }

    void clear() {
        db.sql("DELETE FROM stored_value").update();
        db.sql("DELETE FROM secure_value").update();
    }

    /** @param keys numbers of them, the first seals */
    SecureStorage secure(int... keys) {
        return new SecureStorage(db, Seals.withKeys(keys));
    }

    String sealed(String key) {
        return db.sql("SELECT sealed FROM secure_value WHERE item_key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    /** How many secrets begin so. */
    int sealedWith(String prefix) {
        return db.sql("SELECT COUNT(*) FROM secure_value WHERE sealed LIKE :start")
                .param("start", prefix + "%")
                .query(Integer.class)
                .single();
    }

    /** Lets time pass for one value. */
    void expire(String key) {
        db.sql("UPDATE stored_value SET expires_at = expires_at - INTERVAL '31' DAY WHERE item_key = :key")
                .param("key", key)
                .update();
    }

    int count(String table) {
        return db.sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
    }

    @Override
    public String toString() {
        return name;
    }
}
