package bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Storage as the routes of an integration engineer use it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "MONDAY_API_TOKEN=the-token",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=correct-horse-battery-staple-0123456789",
            "SMTP_HOST=localhost",
            "DATABASE_URL=jdbc:h2:mem:storage-route;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/test-data/storage-route",
            "SECRET_CRM_TOKEN=hunter2",
            "REGION=eu",
        })
class StorageRouteTest {

    @Autowired
    private ProducerTemplate camel;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path routes = Files.createTempDirectory("routes");
        for (String file : List.of("storage.camel.yaml", "errors.camel.yaml")) {
            Files.copy(Path.of("routes", file), routes.resolve(file));
        }
        Files.writeString(routes.resolve("probe.camel.yaml"), """
                - route:
                    id: probe
                    routeConfigurationId: problem-answers
                    from:
                      uri: direct:probe
                      steps:
                        - to: {id: probe-set, uri: "direct:storage-set"}
                """);
        settings.add("ROUTES_DIR", routes::toString);
    }

    @Test
    void keepsAndReadsAValue() {
        Exchange set =
                call("storage-set", "a@example.com", Map.of("storageAccount", "17", "storageKey", "mail_address"));
        assertThat(set.getMessage().getBody()).isEqualTo("a@example.com");
        Exchange found = call("storage-get", "before", Map.of("storageAccount", 17L, "storageKey", "mail_address"));
        assertThat(found.getMessage().getBody()).isEqualTo(new TextNode("a@example.com"));
        assertThat(found.getVariable("storageVersion")).isNotNull().isEqualTo(set.getVariable("storageVersion"));
        call("storage-delete", null, Map.of("storageAccount", 17L, "storageKey", "mail_address"));
        Exchange gone = call("storage-get", "before", Map.of("storageAccount", 17L, "storageKey", "mail_address"));
        assertThat(gone.getMessage().getBody()).isNull();
        assertThat(gone.getVariable("storageVersion")).isNull();
    }

    @Test
    void keepsWhateverIsJson() {
        Map<String, Object> at = Map.of("storageAccount", 17, "storageKey", "any");
        for (Object body : List.of(Map.of("a", List.of(1, true)), List.of(), 7, false, "{\"no\":\"object\"}")) {
            call("storage-set", body, at);
            assertThat(call("storage-get", null, at).getMessage().getBody(JsonNode.class))
                    .as(body.toString())
                    .isNotNull();
        }
        assertThat(call("storage-get", null, at).getMessage().getBody()).isEqualTo(new TextNode("{\"no\":\"object\"}"));
        assertThatThrownBy(() -> call("storage-set", new byte[] {'{', '}'}, at)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> call("storage-set", null, at)).isInstanceOf(Problem.class);
    }

    @Test
    void writesOnlyOverWhatWasRead() {
        Map<String, Object> at = Map.of("storageAccount", 17, "storageKey", "cas");
        Object first = call("storage-set", "one", at).getVariable("storageVersion");
        Map<String, Object> over = with(at, "storagePreviousVersion", first);
        call("storage-set", "two", over);
        assertThatThrownBy(() -> call("storage-set", "three", over)).isInstanceOf(VersionMismatchException.class);
        Exchange answer = call("probe", "three", over);
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(409);
        assertThat(answer.getMessage().getBody(String.class)).contains("\"VALUE_CHANGED\"");
    }

    @Test
    void takesALifeInSecondsOrWithAUnit() {
        Map<String, Object> at = Map.of("storageAccount", 17, "storageKey", "brief");
        for (Object ttl : List.of(5, "60", "12h", "PT1M")) {
            call("storage-set", "x", with(at, "storageTtl", ttl));
        }
        for (Object ttl : List.of("0", "31d", "soon", "-1", "9999999999999999999d")) {
            assertThatThrownBy(() -> call("storage-set", "x", with(at, "storageTtl", ttl)))
                    .as(ttl.toString())
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void findsPageByPageAndCounts() {
        for (int i = 0; i < 3; i++) {
            call("storage-set", i, Map.of("storageAccount", 18, "storageKey", "p/" + i));
        }
        Map<String, Object> first = Map.of("storageAccount", 18, "storagePrefix", "p/", "storageLimit", 2);
        Exchange page = call("storage-search", null, first);
        assertThat(page.getMessage().getBody(List.class)).hasSize(2);
        Object cursor = page.getVariable("storageCursor");
        Exchange last = call("storage-search", null, with(first, "storageCursor", cursor));
        assertThat(last.getMessage().getBody(List.class)).hasSize(1);
        assertThat(last.getVariable("storageCursor")).isNull();

        Map<String, Object> counter = Map.of("storageAccount", 18, "storageKey", "n");
        assertThat(call("storage-increment", null, counter).getMessage().getBody())
                .isEqualTo(1L);
        assertThat(call("storage-increment", null, with(counter, "storageBy", "41"))
                        .getMessage()
                        .getBody())
                .isEqualTo(42L);
    }

    /** A version, life or key that was left over would take part in the next call unseen. */
    @Test
    void leavesNoVariableForTheNextCallButTheAccountAndWhatItTells() {
        Map<String, Object> all = new HashMap<>(Map.of("storageAccount", 17, "storageKey", "k", "storageTtl", 60));
        all.put("storageVersion", "of another");
        Exchange after = call("storage-set", "x", all);
        assertThat(after.getVariables()).containsOnlyKeys("storageAccount", "storageVersion");
        assertThat(after.getVariable("storageVersion")).isNotEqualTo("of another");
    }

    @Test
    void refusesACallWithoutAccountOrKey() {
        assertThatThrownBy(() -> call("storage-get", null, Map.of("storageKey", "k")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> call("storage-get", null, Map.of("storageAccount", "x", "storageKey", "k")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> call("storage-get", null, Map.of("storageAccount", 17)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void keepsASecretOfAnAccount() {
        Map<String, Object> at = Map.of("storageAccount", 17, "storageKey", "crm");
        call("storage-secure-set", Map.of("token", "t"), at);
        assertThat(call("storage-secure-get", null, at).getMessage().getBody()).hasToString("{\"token\":\"t\"}");
        assertThat(call("storage-get", null, at).getMessage().getBody()).isNull();
        call("storage-secure-delete", null, at);
        assertThat(call("storage-secure-get", null, at).getMessage().getBody()).isNull();
    }

    @Test
    void readsSecretsAndVariablesOfTheConfigurationByName() {
        assertThat(named("storage-secret", "CRM_TOKEN")).isEqualTo("hunter2");
        assertThat(named("storage-environment", "REGION")).isEqualTo("eu");
        assertThat(named("storage-environment", "SECRET_CRM_TOKEN")).isNull();
        assertThat(named("storage-environment", "JWT_SECRET_KEY")).isNull();
        assertThat(named("storage-secret", "JWT_SECRET_KEY")).isNull();
        assertThat(named("storage-environment", "spring.datasource.url")).isNull();
    }

    private Object named(String route, String name) {
        return call(route, "before", Map.of("storageKey", name)).getMessage().getBody();
    }

    private static Map<String, Object> with(Map<String, Object> variables, String name, Object value) {
        Map<String, Object> more = new HashMap<>(variables);
        more.put(name, value);
        return more;
    }

    private Exchange call(String route, Object body, Map<String, Object> variables) {
        Exchange answer = camel.request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(body);
            variables.forEach(exchange::setVariable);
        });
        if (answer.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        assertThat(answer.getException()).isNull();
        return answer;
    }
}
