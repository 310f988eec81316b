package bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class EnvironmentVariablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MONDAY_API_TOKEN",
                "MONDAY_OAUTH_CLIENT_SECRET",
                "MONDAY_SIGNING_SECRET",
                "MNDY_TOPIC_MESSAGES_SECRET",
                "JWT_SECRET_KEY",
                "SMTP_PASSWORD",
                "DATABASE_PASSWORD",
                "ACTIVEMQ_PASSWORD",
                "SECURE_STORAGE_KEY",
                "ADMIN_TOKEN",
                "SECRET_CRM",
                "PGPASSWORD",
                "AWS_ACCESS_KEY_ID",
                "KEY",
                "SMTP_PASS"
            })
    void whatIsCalledASecretIsHidden(String name) {
        EnvironmentVariables variables = variables(Map.of(name, "hunter2"));
        assertThat(variables.get(name)).isEmpty();
        assertThat(variables.names()).doesNotContain(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://bridge:hunter2@db.example.com/bridge",
                "jdbc:postgresql://db.example.com/bridge?user=bridge&password=hunter2",
                "failover:(ssl://bridge:hunter2@mq.example.com:61617)",
                "-----BEGIN PRIVATE KEY-----\nMIG\n-----END PRIVATE KEY-----"
            })
    void aValueWithAPasswordInItIsHidden(String value) {
        EnvironmentVariables variables = variables(Map.of("SOME_URL", value));
        assertThat(variables.get("SOME_URL")).isEmpty();
        assertThat(variables.names()).doesNotContain("SOME_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGION", "API_URL", "KEYBOARD", "MONKEY_COUNT", "COMPASS", "AUTHOR"})
    void anyOtherIsGiven(String name) {
        EnvironmentVariables variables = variables(Map.of(name, "https://example.com/a?b=c@d"));
        assertThat(variables.get(name)).contains("https://example.com/a?b=c@d");
        assertThat(variables.names()).contains(name);
    }

    /** Those hold the secrets under other names. */
    @ParameterizedTest
    @ValueSource(strings = {"bridge.monday.api-url", "bridge.region", "region", "", "${REGION}", "REGION "})
    void onlyEnvironmentVariablesAreGivenNotTheSettingsMadeOfThem(String name) {
        assertThat(variables(Map.of("bridge.region", "eu", "bridge.monday.api-url", "x", "region", "eu"))
                        .get(name))
                .isEmpty();
    }

    @Test
    void aSecretIsFoundByItsNameAndTheNamesTellNoValue() {
        var secrets = new SecretService(
                names(Map.of("SECRET_CRM", "hunter2", "SECRET_EMPTY", "", "JWT_SECRET_KEY", "k", "CRM", "other")));
        assertThat(secrets.get("CRM")).contains("hunter2");
        assertThat(Stream.of("EMPTY", "NONE", "KEY", "", "crm", "../CRM").map(secrets::get))
                .allSatisfy(found -> assertThat(found).isEmpty());
        assertThat(secrets.names().stream()
                        .filter(n -> n.matches("CRM|EMPTY|KEY"))
                        .collect(Collectors.toList()))
                .containsExactly("CRM", "EMPTY");
    }

    private static EnvironmentVariables variables(Map<String, Object> set) {
        return new EnvironmentVariables(names(set));
    }

    private static ConfiguredNames names(Map<String, Object> set) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", set));
        return new ConfiguredNames(environment);
    }
}
