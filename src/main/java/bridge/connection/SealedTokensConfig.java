package bridge.connection;

import bridge.storage.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@link bridge.storage.KeyRotation} is told of {@link Connections}. */
@Configuration(proxyBeanMethods = false)
class SealedTokensConfig {

    @Bean
    SealedColumn sealedAccessTokens(JdbcClient db) {
        return column(db, "access_token");
    }

    @Bean
    SealedColumn sealedRefreshTokens(JdbcClient db) {
        return column(db, "refresh_token");
    }

    private static SealedColumn column(JdbcClient db, String name) {
        return new SealedColumn(db, "connection", name, "connection " + name, "account_id", "user_id");
    }
}
