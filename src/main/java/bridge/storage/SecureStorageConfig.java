package bridge.storage;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@link KeyRotation} is told of {@link SecureStorage}. */
@Configuration(proxyBeanMethods = false)
class SecureStorageConfig {

    @Bean
    SealedColumn secureValues(JdbcClient db) {
        return new SealedColumn(db, "secure_value", "sealed", SecureStorage.IDENTITY, "account_id", "item_key");
    }
}
