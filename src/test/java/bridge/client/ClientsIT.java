package bridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clients as staff, and as they themselves, see them. */
@BridgeTest
class ClientsIT {

    private final Surroundings around;
    private final PortalClient anonymous;
    private final PortalClient admin;

    @Autowired
    private Clients clients;

    @Autowired
    private JdbcClient db;

    @Value("${bridge.api.url}")
    private String url;

    ClientsIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.anonymous = anonymous;
        this.admin = anonymous.as(Surroundings.ADMIN_TOKEN);
    }

    @Test
    void staffEnterAClientWhoCanThenLogIn() throws Exception {
        String portal = unique();
        Answer made =
                admin.post("/clients", Map.of("email", portal + "@ACME.example", "name", " Ann ", "portal_id", portal));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location"))
                .isEqualTo("/clients/" + made.body().path("id").textValue());
        assertThat(fields(made))
                .containsExactlyInAnyOrder("id", "name", "email", "portal_id", "is_active", "created_at");
        assertThat(made.body().path("email").textValue()).isEqualTo(portal + "@acme.example");
        assertThat(made.body().path("name").textValue()).isEqualTo("Ann");
        assertThat(made.body().path("portal_id").textValue()).isEqualTo(portal);
        assertThat(made.body().path("is_active").booleanValue()).isTrue();
        assertThat(made.body().path("created_at").textValue()).endsWith("Z");
        assertThat(Instant.parse(made.body().path("created_at").textValue()))
                .isBefore(Instant.now().plusSeconds(5));

        PortalClient ann = anonymous.as(around.login(url, portal + "@acme.example"));
        Answer own = ann.get("/clients");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body()).hasSize(1);
        assertThat(own.body().get(0)).isEqualTo(made.body());
        assertThat(StreamSupport.stream(admin.get("/clients").body().spliterator(), false))
                .contains(made.body())
                .hasSizeGreaterThanOrEqualTo(1);

        assertThat(ann.post("/clients", Map.of("email", "eve@evil.example", "name", "Eve", "portal_id", portal))
                        .status())
                .isEqualTo(403);
        assertThat(ann.patch("/clients/" + made.body().path("id").textValue(), Map.of("name", "Root"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nobodyElseSeesOrChangesAnything() throws Exception {
        assertThat(anonymous.get("/clients").status()).isEqualTo(401);
        assertThat(anonymous.post("/clients", Map.of()).status()).isEqualTo(401);
        assertThat(anonymous.patch("/clients/1", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aPortalIsNamedAfterItsFirstClientAndNeverShared() throws Exception {
        String name = "Ümläut " + unique();
        String first = portalOf(admin.post("/clients", Map.of("email", "a@one.example", "name", name)));
        String second = portalOf(admin.post("/clients", Map.of("email", "b@two.example", "name", name)));

        assertThat(first).startsWith("umlaut-").matches("[a-z0-9-]+");
        assertThat(second).isEqualTo(first + "-2");
    }

    @Test
    void manyCustomersOfOneNameAtOnceGetAPortalEach() throws Exception {
        String name = unique();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> calls = IntStream.range(0, 16)
                .<Callable<String>>mapToObj(n -> () ->
                        portalOf(admin.post("/clients", Map.of("email", n + "@" + name + ".example", "name", name))))
                .toList();
        Set<String> portals = new LinkedHashSet<>();
        for (var call : threads.invokeAll(calls)) {
            portals.add(call.get());
        }
        threads.shutdown();

        assertThat(portals).hasSize(16);
    }

    @Test
    void aPortalThatOnlyTicketsNameIsNotGivenToANewCustomer() throws Exception {
        String name = unique();
        db.sql("""
                        INSERT INTO ticket (portal_id, title, description, status, priority, created_at, updated_at, sync)
                        VALUES (?, 't', '', 'open', 'medium', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'synced')""").param(name).update();

        assertThat(portalOf(admin.post("/clients", Map.of("email", "a@b.example", "name", name))))
                .isEqualTo(name + "-2");
    }

    @Test
    void oneAddressIsOneClientOfAPortal() throws Exception {
        String portal = unique();
        Map<String, String> client = Map.of("email", portal + "@acme.example", "name", "Ann", "portal_id", portal);
        assertThat(admin.post("/clients", client).status()).isEqualTo(201);

        Answer again = admin.post("/clients", client);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("code").textValue()).isEqualTo("CONFLICT");
        var elsewhere = new HashMap<>(client);
        elsewhere.put("portal_id", unique());
        assertThat(admin.post("/clients", elsewhere).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"A\"}|email",
                "{\"email\":null,\"name\":\"A\"}|email",
                "{\"email\":7,\"name\":\"A\"}|email",
                "{\"email\":\"a@b@c\",\"name\":\"A\"}|email",
                "{\"email\":\"a@b.example\"}|name",
                "{\"email\":\"a@b.example\",\"name\":\"  \"}|name",
                "{\"email\":\"a@b.example\",\"name\":\"A\\u0000\"}|name",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"\"}|portal_id",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"a/b\"}|portal_id",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"..\"}|portal_id",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"a b\"}|portal_id",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"Monday\"}|portal_id",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"callback\"}|portal_id",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"ticket\"}|portal_id",
                "{\"email\":\"a@b.example\",\"name\":\"A\",\"portal_id\":\"send-magic-link\"}|portal_id",
            })
    void wrongValuesAreNamed(String body, String field) throws Exception {
        Answer answer = admin.post("/clients", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors")).hasSize(1);
        assertThat(answer.body().path("errors").path(0).path("field").textValue())
                .isEqualTo(field);
    }

    @Test
    void namesAreBounded() throws Exception {
        assertThat(admin.post("/clients", Map.of("email", "a@b.example", "name", "x".repeat(256)))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/clients", Map.of("email", "a@b.example", "name", "A", "portal_id", "x".repeat(256)))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "", "\"x\"", "null", "{} {}"})
    void whatIsNoObjectIsMalformed(String body) throws Exception {
        assertThat(admin.post("/clients", body).status()).isEqualTo(400);
        assertThat(admin.patch("/clients/1", body).status()).isEqualTo(400);
    }

    @Test
    void aClientIsRenamedAndNothingElseCanBeSet() throws Exception {
        String portal = unique();
        Answer made =
                admin.post("/clients", Map.of("email", portal + "@acme.example", "name", "Ann", "portal_id", portal));
        String path = "/clients/" + made.body().path("id").textValue();

        Answer renamed = admin.patch(path, Map.of("name", "Anna", "portal_id", "other", "email", "eve@evil.example"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.body().path("name").textValue()).isEqualTo("Anna");
        assertThat(renamed.body().path("portal_id").textValue()).isEqualTo(portal);
        assertThat(renamed.body().path("email").textValue()).isEqualTo(portal + "@acme.example");
        assertThat(renamed.body().path("is_active").booleanValue()).isTrue();

        assertThat(admin.patch(path, Map.of("name", " ")).status()).isEqualTo(422);
        assertThat(admin.patch(path, "{\"is_active\":\"no\"}").status()).isEqualTo(422);
        assertThat(admin.patch(path, "{\"is_active\":0}").status()).isEqualTo(422);
        assertThat(admin.patch(path, Map.of()).body()).isEqualTo(renamed.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999999", "99999999999999999999", "x", "-1"})
    void anUnknownClientIsNotFound(String id) throws Exception {
        assertThat(admin.patch("/clients/" + id, Map.of("name", "A")).status()).isEqualTo(404);
    }

    @Test
    void clientsAreLearntFromTheBoardAndNeverBroughtBack() throws Exception {
        String portal = unique();
        assertThat(clients.learn(portal, "Bob@" + portal + ".example", null)).isTrue();
        assertThat(clients.learn(portal, "bob@" + portal + ".example", "Bob")).isFalse();
        Client bob = clients.activeOf("bob@" + portal + ".example").get(0);
        assertThat(bob.name()).isEqualTo("bob@" + portal + ".example");

        admin.patch("/clients/" + bob.id(), Map.of("is_active", false));
        assertThat(clients.learn(portal, "bob@" + portal + ".example", "Bob")).isFalse();
        assertThat(clients.find(bob.id()).orElseThrow().isActive()).isFalse();
    }

    @Test
    void whatTheBoardHoldsIsTakenOnlyWhereItNamesOneClientOfOnePortal() {
        assertThat(clients.learn(null, "a@b.example", "A")).isFalse();
        assertThat(clients.learn(" ", "a@b.example", "A")).isFalse();
        assertThat(clients.learn("x".repeat(256), "a@b.example", "A")).isFalse();
        assertThat(clients.learn("monday", "a@b.example", "A")).isFalse();
        assertThat(clients.learn(unique(), null, "A")).isFalse();
        assertThat(clients.learn(unique(), "a@b.example, c@d.example", "A")).isFalse();
        String portal = unique();
        assertThat(clients.learn(portal, "a@b.example", "A\r\n" + "x".repeat(300)))
                .isTrue();
        assertThat(clients.find(portal, "a@b.example").orElseThrow().name())
                .startsWith("A  x")
                .hasSize(255);
    }

    private static String portalOf(Answer made) {
        assertThat(made.status()).isEqualTo(201);
        return made.body().path("portal_id").textValue();
    }

    private static List<String> fields(Answer answer) {
        return answer.body().properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}
