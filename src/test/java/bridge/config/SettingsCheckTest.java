package bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    private static final Map<String, String> GOOD = Map.of(
            "MONDAY_API_TOKEN", "token-of-the-board",
            "MONDAY_BOARD_ID", "1234567890",
            "JWT_SECRET_KEY", "qwertyuiopasdfghjklzxcvbnm1234567890",
            "SMTP_HOST", "mail.example.com");

    @Test
    void theRequiredSettingsAreEnough() {
        assertThat(faults(Map.of())).isEmpty();
    }

    @Test
    void oneMessageNamesEverythingThatIsMissing() {
        assertThat(String.join("\n", new SettingsCheck(key -> null).faults()))
                .contains("MONDAY_API_TOKEN", "MONDAY_BOARD_ID", "JWT_SECRET_KEY", "SMTP_HOST");
    }

    @Test
    void theBoardMayBeMissingBecauseSetupCanMakeIt() {
        assertThat(faults(Map.of("MONDAY_BOARD_ID", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    API_PORT                    | 80x
                    API_PORT                    | 70000
                    SMTP_PORT                   | 0
                    MONDAY_BOARD_ID             | board
                    MONDAY_API_URL              | api.monday.com
                    MONDAY_API_VERSION          | 2026-9
                    JWT_SECRET_KEY              | short
                    JWT_SECRET_KEY              | qwertyuiopasdfghjklzxcvbnm1234567890,short
                    JWT_SECRET_KEY              | your-secret-key-change-me-in-production
                    JWT_SECRET_KEY              | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                    JWT_ALGORITHM               | none
                    JWT_EXPIRATION_HOURS        | -1
                    ALLOWED_ORIGINS             | *
                    ALLOWED_ORIGINS             | https://a.example.com,https://*.example.com
                    ALLOWED_ORIGINS             | https://a.example.com/path
                    DATABASE_URL                | mysql://localhost/bridge
                    ACTIVEMQ_BROKER_URL         | http://localhost
                    SMTP_TLS                    | yes
                    FROM_EMAIL                  | Support <support@example.com>
                    SECURE_STORAGE_KEY          | dG9vIHNob3J0
                    PORTAL_DISCLOSE_UNKNOWN_EMAIL | perhaps
                    """)
    void aMalformedValueIsNamedAndNotRepeated(String key, String value) {
        List<String> faults = faults(Map.of(key, value));

        assertThat(faults).isNotEmpty().allMatch(fault -> fault.startsWith(key + " "));
        if (value.length() > 8 && !key.equals("FROM_EMAIL")) {
            assertThat(faults).noneMatch(fault -> fault.contains(value));
        }
    }

    @Test
    void twoSecretsMayNotBeEqual() {
        assertThat(faults(Map.of("ADMIN_TOKEN", "token-of-the-board")))
                .singleElement()
                .asString()
                .startsWith("ADMIN_TOKEN equals another secret");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://joe:p%40ss@db.example.com:5433/bridge, jdbc:postgresql://db.example.com:5433/bridge?socketTimeout=30, joe, p@ss",
        "postgresql://db/bridge?sslmode=require, jdbc:postgresql://db/bridge?sslmode=require&socketTimeout=30, , ",
        "jdbc:postgresql://db/bridge?socketTimeout=5, jdbc:postgresql://db/bridge?socketTimeout=5, , "
    })
    void aDatabaseAddressIsReadInItsUsualForms(String given, String jdbc, String user, String password) {
        assertThat(DatabaseUrl.parse(given)).isEqualTo(new DatabaseUrl(jdbc, user, password));
    }

    private static List<String> faults(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.putAll(changes);
        return new SettingsCheck(settings::get).faults();
    }
}
