package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppStorageTest {
    private final AppClient client = new AppClient();
    private SimulatedMonday monday;
    private String token;

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
        token = monday.app().tokens().shortLived(monday.admin());
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private AppClient.Result call(String method, String key, Object body) {
        return client.send(
                method,
                monday.app().storageUrl() + "/app_storage_api/v2/" + key + "?shareGlobally=false",
                body,
                "Authorization",
                token);
    }

    @Test
    void keepsAValueWithItsVersion() {
        assertThat(call("GET", "a", null).status()).isEqualTo(404);

        var version = call("POST", "a", Map.of("value", Map.of("mail", "x@y.example")))
                .text("version");

        var found = call("GET", "a", null);
        assertThat(found.body().path("value").path("mail").asText()).isEqualTo("x@y.example");
        assertThat(found.text("version")).isEqualTo(version);
        assertThat(call("DELETE", "a", null).status()).isEqualTo(200);
        assertThat(call("GET", "a", null).status()).isEqualTo(404);
    }

    @Test
    void setsOnlyOverTheVersionThatWasSeen() {
        var version = call("POST", "a", Map.of("value", 1)).text("version");
        assertThat(call("POST", "a", Map.of("value", 2, "previous_version", version))
                        .status())
                .isEqualTo(200);

        var stale = call("POST", "a", Map.of("value", 3, "previous_version", version));

        assertThat(stale.text("error")).startsWith("Version mismatch");
        assertThat(call("GET", "a", null).body().path("value").asInt()).isEqualTo(2);
    }

    @Test
    void forgetsAValueWhenItsTimeIsOver() {
        call("POST", "a", Map.of("value", 1, "ttl", 60));
        monday.clock().advance(Duration.ofSeconds(61));
        token = monday.app().tokens().shortLived(monday.admin());

        assertThat(call("GET", "a", null).status()).isEqualTo(404);
        assertThat(call("POST", "a", Map.of("value", 1, "ttl", 31 * 24 * 3600)).status())
                .isEqualTo(400);
    }

    @Test
    void searchesByAPartOfTheKeyPageByPage() {
        monday.app().storage().pageSize(2);
        for (var key : new String[] {"sub-1", "other", "sub-2", "sub-3"}) {
            call("POST", key, Map.of("value", key));
        }
        var search = monday.app().storageUrl() + "/api/v2/items?term=sub-";

        var first = client.get(search, "Authorization", token);
        assertThat(first.body().path("records")).hasSize(2);
        assertThat(first.body().path("records").path(0).path("backendOnly").asBoolean())
                .isTrue();
        var second = client.get(search + "&cursor=" + first.text("cursor"), "Authorization", token);
        assertThat(second.body().path("records").path(0).path("key").asText()).isEqualTo("sub-3");
        assertThat(second.body().path("cursor").isNull()).isTrue();
    }

    @Test
    void keepsAccountsAndSharedValuesApart() {
        call("POST", "a", Map.of("value", 1));
        assertThat(client.get(
                                monday.app().storageUrl() + "/app_storage_api/v2/a?shareGlobally=true",
                                "Authorization",
                                token)
                        .status())
                .isEqualTo(404);
        token = monday.app().tokens().shortLived(monday.stranger());
        assertThat(call("GET", "a", null).status()).isEqualTo(404);
        assertThat(monday.app().storage().values(monday.admin().accountId())).containsKey("a");
    }

    @Test
    void takesTokensOfTheAppOnly() {
        for (var other : new String[] {monday.token(), monday.app().tokens().session(monday.admin()), "nonsense"}) {
            token = other;
            assertThat(call("GET", "a", null).status()).isEqualTo(401);
        }
    }

    @Test
    void limitsTheCallsOfASecondWhenTold() {
        monday.app().storage().enforceLimit(true);

        await().until(() -> {
            for (int i = 0; i < 12; i++) {
                call("GET", "a", null);
            }
            return call("GET", "a", null).status() == 429;
        });
        monday.clock().advance(Duration.ofSeconds(1));
        assertThat(call("GET", "a", null).status()).isEqualTo(404);
    }
}
