package bridge.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.access.Sessions;
import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.AppCall;
import bridge.simulator.AppTokens;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The app's life in an account, as monday tells it. */
@BridgeTest
class LifecycleIT {

    private static final String PATH = "/monday/lifecycle";
    private static final String NOON = "2026-11-20T12:00:00.000Z";
    private static final String EVENING = "2026-11-20T18:00:00.000Z";

    @Autowired
    private JdbcClient db;

    @Autowired
    private Sessions sessions;

    private final SimulatedMonday monday;
    private final AppTokens tokens;
    private final PortalClient http;
    private final PortalClient staff;

    LifecycleIT(Surroundings around, PortalClient http) {
        this.monday = around.monday();
        this.tokens = monday.app().tokens();
        this.http = http;
        this.staff = http.as(Surroundings.ADMIN_TOKEN);
    }

    /** People of accounts whose numbers occur nowhere else. */
    private final User leaving = person(660_017_001L);

    private final User staying = person(660_018_002L);

    private static User person(long accountId) {
        return new User(accountId + 7, accountId, "Robin Lee", "robin@account.example", "member", Instant.EPOCH);
    }

    @AfterEach
    void bothLeave() throws Exception {
        tell(event("uninstall", leaving, null), leaving);
        tell(event("uninstall", staying, null), staying);
    }

    @Test
    void anUninstallErasesTheAccountFromEveryTableAndNoOtherAccount() throws Exception {
        var tables = new TablesOfAccounts(db);
        var filled = tables.fill(leaving.accountId());
        tables.fill(staying.accountId());
        assertThat(filled)
                .contains("connection", "job", "session", "stored_value", "secure_value", "trigger_subscription");
        assertThat(tables.rowsAbout(leaving.accountId()))
                .containsKeys(filled.toArray(String[]::new))
                .containsKey("job_attempt");
        Map<String, Integer> others = tables.rowsAbout(staying.accountId());

        assertThat(tell(event("uninstall", leaving, null), leaving).status()).isEqualTo(200);
        assertThat(tables.rowsAbout(leaving.accountId())).isEmpty();
        assertThat(tables.rowsAbout(staying.accountId())).isEqualTo(others);
    }

    @Test
    void theStaffOfAnAccountThatUninstalledAreLoggedOut() throws Exception {
        String sid = sessions.beginForStaff("660017008", "Robin Lee", null, "660017001");
        assertThat(sessions.find(sid)).isPresent();
        tell(event("uninstall", leaving, null), leaving);
        assertThat(sessions.find(sid)).isEmpty();
        assertThat(sessions.endedAmong(List.of(sid))).containsExactly(sid);
    }

    @Test
    void eventsAreKeptOnceWithTheirPlanAndWithoutThePerson() throws Exception {
        var created = event("app_subscription_created", leaving, NOON);
        assertThat(tell(created, leaving).status()).isEqualTo(200);
        assertThat(tell(created, leaving).status()).isEqualTo(200);
        tell(event("something_that_monday_invents_later", leaving, EVENING), leaving);

        JsonNode kept =
                staff.get("/admin/lifecycle?account_id=" + leaving.accountId()).body();
        assertThat(kept).hasSize(2);
        assertThat(kept.at("/0/type").asText()).isEqualTo("something_that_monday_invents_later");
        assertThat(kept.at("/1/type").asText()).isEqualTo("app_subscription_created");
        assertThat(kept.at("/1/happened_at").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(kept.at("/1/content/subscription/plan_id").asText()).isEqualTo("team_25");
        assertThat(kept.at("/1/content/version/minor").asInt()).isEqualTo(4);
        assertThat(kept.toString()).doesNotContain("Robin").doesNotContain("robin@");
        assertThat(staff.get("/admin/lifecycle?limit=1").body()).hasSize(1);
        assertThat(staff.get("/admin/lifecycle?account_id=x").status()).isEqualTo(422);
        assertThat(http.get("/admin/lifecycle").status()).isEqualTo(401);
    }

    @Test
    void anUninstallThatALaterInstallHasOvertakenErasesNothing() throws Exception {
        tell(event("install", leaving, EVENING), leaving);
        tell(event("uninstall", leaving, NOON), leaving);
        assertThat(kept()).containsExactly("install");
        tell(event("uninstall", leaving, EVENING), leaving);
        assertThat(kept()).isEmpty();
        tell(event("uninstall", leaving, EVENING), leaving);
        tell(event("install", leaving, "2026-11-20T19:00:00.000Z"), leaving);
        tell(event("uninstall", leaving, EVENING), leaving);
        assertThat(kept()).as("the uninstall once more").containsExactly("install");
    }

    @Test
    void aTimeInTheFutureOrInNoKnownFormIsNow() throws Exception {
        tell(event("install", leaving, "2999-01-01T00:00:00Z"), leaving);
        tell(event("install", leaving, "yesterday"), leaving);
        JsonNode kept =
                staff.get("/admin/lifecycle?account_id=" + leaving.accountId()).body();
        assertThat(kept).hasSize(2).allSatisfy(event -> assertThat(
                        Instant.parse(event.path("happened_at").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now()));
    }

    @Test
    void aTokenSpeaksForItsOwnAccountOnly() throws Exception {
        tell(event("install", staying, NOON), staying);
        assertThat(tell(event("uninstall", staying, EVENING), leaving).status()).isEqualTo(403);
        Map<String, Object> silent = event("uninstall", staying, EVENING);
        ((Map<?, ?>) silent.get("data")).remove("account_id");
        assertThat(tell(silent, leaving).status()).isEqualTo(200);
        assertThat(db.sql("SELECT COUNT(*) FROM lifecycle_event WHERE account_id = :account")
                        .param("account", staying.accountId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void onlyTheClientSecretSignsTheLifeCycle() throws Exception {
        String url = monday.app().serviceUrl() + PATH;
        for (String token : List.of(
                "",
                tokens.action(leaving, url),
                tokens.livingFor(Duration.ofMinutes(-2)).lifecycle(leaving),
                "Bearer " + Surroundings.ADMIN_TOKEN)) {
            Answer refused = http.send(
                    "POST",
                    PATH,
                    event("uninstall", leaving, null),
                    token.isEmpty() ? Map.of() : Map.of("Authorization", token));
            assertThat(refused.status()).as(token).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "", "{}", "{\"type\":5}", "{\"type\":\"Drop table\"}"})
    void whatCannotBeUnderstoodIsRefused(String body) throws Exception {
        assertThat(tell(body, leaving).status()).isEqualTo(400);
    }

    @Test
    void whatMondaySendsIsTaken() {
        var call = monday.app().lifecycle().tell("app_trial_subscription_started", monday.admin());
        await().untilAsserted(() -> assertThat(call.state()).isEqualTo(AppCall.State.DONE));
    }

    private List<String> kept() {
        return db.sql("SELECT type FROM lifecycle_event WHERE account_id = :account ORDER BY id")
                .param("account", leaving.accountId())
                .query(String.class)
                .list();
    }

    private Answer tell(Object body, User user) throws Exception {
        return http.send("POST", PATH, body, Map.of("Authorization", tokens.lifecycle(user)));
    }

    /** @param timestamp null: none */
    private Map<String, Object> event(String type, User user, String timestamp) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("app_id", monday.app().appId());
        data.put("user_id", user.id());
        data.put("user_email", user.email());
        data.put("user_name", user.name());
        data.put("account_id", user.accountId());
        data.put("account_tier", null);
        data.put("version_data", Map.of("major", 1, "minor", 4, "patch", 0, "type", "minor", "number", 1));
        data.put("subscription", Map.of("plan_id", "team_25", "is_trial", false, "pricing_version", 2));
        if (timestamp != null) {
            data.put("timestamp", timestamp);
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("data", data);
        return event;
    }
}
