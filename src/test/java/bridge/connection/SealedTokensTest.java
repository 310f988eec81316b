package bridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.monday.TokenGrant;
import bridge.storage.Seals;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SealedTokensTest {

    private static final int OLD = 1;
    private static final int NEW = 2;

    @Test
    void afterAChangeOfKeysTheTokensOpenWithoutTheOldOneInH2() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        changeOfKeys(h2);
    }

    @Test
    void afterAChangeOfKeysTheTokensOpenWithoutTheOldOneInPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            changeOfKeys(postgres.getPostgresDatabase());
        }
    }

    private static void changeOfKeys(DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
        JdbcClient db = JdbcClient.create(source);
        var before = new Connections(db, Seals.withKeys(OLD));
        before.keep(17, 1, new TokenGrant("legacy", null, "", null));
        before.keep(17, 2, new TokenGrant("access", "refresh", "", null));

        var config = new SealedTokensConfig();
        Seals.rotate(Seals.withKeys(NEW, OLD), List.of(config.sealedAccessTokens(db), config.sealedRefreshTokens(db)));

        var after = new Connections(db, Seals.withKeys(NEW));
        assertThat(after.require(new Account(17, 1L)).accessToken()).isEqualTo("legacy");
        assertThat(after.require(new Account(17, 1L)).refreshToken()).isNull();
        assertThat(after.require(new Account(17, 2L)).accessToken()).isEqualTo("access");
        assertThat(after.require(new Account(17, 2L)).refreshToken()).isEqualTo("refresh");
    }
}
