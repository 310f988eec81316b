package bridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.connection.Account;
import bridge.connection.Connections;
import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.User;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The Authorization URL and its callback, from the browser's side and monday's. */
@BridgeTest
class ConnectIT {

    @Autowired
    private Connections connections;

    @Autowired
    private JdbcClient db;

    private final SimulatedMonday monday;
    private final PortalClient http;
    private final WebBrowser browser;
    private final User user;
    private final String back;

    ConnectIT(Surroundings surroundings, PortalClient http) {
        this.monday = surroundings.monday();
        this.http = http;
        this.browser = new WebBrowser(http);
        this.user = monday.member().user();
        this.back = "http://" + monday.host() + "/apps/recipes?step=2";
    }

    @BeforeEach
    void nobodyIsConnected() {
        db.sql("DELETE FROM connection").update();
    }

    @AfterEach
    void calm() {
        monday.app().oauth().tokenAddress().calm();
    }

    private Answer begin() throws IOException, InterruptedException {
        return browser.visit("/auth/?token=" + monday.app().tokens().authorization(user, back));
    }

    private boolean isConnected() {
        return connections.isConnected(user.accountId(), user.id());
    }

    @Test
    void aPersonWhoAllowsItIsConnectedAndSentBack() throws Exception {
        Answer sent = begin();
        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.header("Location")).startsWith(monday.authorizeUrl() + "?client_id=" + monday.clientId());
        Answer returned = browser.visit(monday.app().oauth().allow(sent.header("Location"), user));
        assertThat(returned.status()).isEqualTo(302);
        assertThat(returned.header("Location")).isEqualTo(back);
        assertThat(connections
                        .find(new Account(user.accountId(), user.id()))
                        .orElseThrow()
                        .accessToken())
                .isEqualTo(monday.app().oauth().grantOf(user).accessToken());
        Answer again = begin();
        assertThat(again.header("Location")).isEqualTo(back);
    }

    @Test
    void aVisitWithoutAGoodTokenIsRefused() throws Exception {
        var tokens = monday.app().tokens();
        assertThat(http.get("/auth/").status()).isEqualTo(401);
        assertThat(http.get("/auth").status()).isEqualTo(401);
        assertThat(http.get("/auth/?token=x").status()).isEqualTo(401);
        String late = tokens.livingFor(Duration.ofMinutes(-2)).authorization(user, back);
        assertThat(http.get("/auth/?token=" + late).status()).isEqualTo(401);
        // Each of monday's secrets in the other's place.
        assertThat(http.get("/auth/?token=" + tokens.session(user)).status()).isEqualTo(401);
        assertThat(http.get("/auth/?sessionToken=" + tokens.authorization(user, back))
                        .status())
                .isEqualTo(401);
        assertThat(http.as(tokens.authorization(user, back)).get("/me").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://monday.com.evil.example/",
                "https://evilmonday.com/",
                "http://acme.monday.com/",
                "https://acme.monday.com:8443/",
                "https://acme.monday.com@evil.example/",
                "https://evil@acme.monday.com/",
                "//acme.monday.com/",
                "javascript:alert(1)",
                "/relative",
                "https://evil.example\\.monday.com/",
                ""
            })
    void aBrowserIsSentNowhereElse(String elsewhere) throws Exception {
        Answer answer = http.get("/auth/?token=" + monday.app().tokens().authorization(user, elsewhere));
        assertThat(answer.status()).isEqualTo(400);
        connect();
        assertThat(http.get("/auth/?token=" + monday.app().tokens().authorization(user, elsewhere))
                        .status())
                .as("also on the short path")
                .isEqualTo(400);
    }

    @Test
    void monday_comItselfIsAWayBack() throws Exception {
        connect();
        String page = "https://acme.monday.com/boards/7?x=1#y";
        assertThat(http.get("/auth?token=" + monday.app().tokens().authorization(user, page))
                        .header("Location"))
                .isEqualTo(page);
    }

    @Test
    void aSessionTokenOfAViewConnectsAndNamesNoWayBack() throws Exception {
        Answer sent =
                browser.visit("/auth?sessionToken=" + monday.app().tokens().session(user));
        Answer done = browser.visit("GET", allowed(sent), Map.of("Accept", "text/html"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.http().body()).contains("monday.com is connected");
        assertThat(isConnected()).isTrue();
    }

    @Test
    void aStateWorksOnce() throws Exception {
        String callback = allowed(begin());
        assertThat(browser.visit(callback).status()).isEqualTo(302);
        assertThat(browser.visit(callback).status()).isEqualTo(401);
    }

    @Test
    void aStateWorksInTheBrowserThatBeganOnly() throws Exception {
        String callback = allowed(begin());
        assertThat(http.get(pathOf(callback)).status()).isEqualTo(401);
        WebBrowser other = new WebBrowser(http);
        other.visit("/auth/?token=" + monday.app().tokens().authorization(user, back));
        assertThat(other.visit(callback).status()).isEqualTo(401);
        assertThat(isConnected()).isFalse();
        assertThat(browser.visit(callback).status()).isEqualTo(302);
    }

    @Test
    void aStateWorksForTenMinutesAndForWhatItWasMade() throws Exception {
        String callback = allowed(begin());
        assertThat(browser.visit(callback.replace("/auth/monday/callback", "/auth/callback"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.visit(pathOf(callback).replaceAll("state=[^&]*", "state="))
                        .status())
                .isEqualTo(401);
        db.sql("UPDATE oauth_state SET expires_at = CURRENT_TIMESTAMP").update();
        assertThat(browser.visit(callback).status()).isEqualTo(401);
        assertThat(isConnected()).isFalse();
    }

    @Test
    void whoOnlyLooksUsesNothingUp() throws Exception {
        String callback = allowed(begin());
        assertThat(browser.visit("HEAD", callback, Map.of()).status()).isEqualTo(200);
        assertThat(browser.visit("GET", callback, Map.of("Sec-Purpose", "prefetch"))
                        .status())
                .isEqualTo(503);
        assertThat(browser.visit(callback).status()).isEqualTo(302);
    }

    @Test
    void twoWindowsOfOneBrowserDoNotDisturbEachOther() throws Exception {
        String first = allowed(begin());
        String second = allowed(begin());
        assertThat(browser.visit(first).status()).isEqualTo(302);
        assertThat(browser.visit(second).status()).isEqualTo(302);
    }

    @Test
    void whoAllowsItMustBeWhoWasAskedFor() throws Exception {
        Answer sent = begin();
        for (User other : new User[] {monday.stranger(), monday.otherMember().user()}) {
            String callback = monday.app().oauth().allow(sent.header("Location"), other);
            assertThat(browser.visit(callback).body().path("code").asText()).isEqualTo("OTHER_ACCOUNT");
            sent = begin();
        }
        assertThat(db.sql("SELECT COUNT(*) FROM connection").query(Long.class).single())
                .isZero();
    }

    @Test
    void aRefusalIsToldToPersonAndProgram() throws Exception {
        String refused = monday.app().oauth().refuse(begin().header("Location"), user);
        Answer page = browser.visit("GET", refused, Map.of("Accept", "text/html,*/*"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.http().body()).contains("Access was not allowed in monday.com");
        String again = monday.app().oauth().refuse(begin().header("Location"), user);
        Answer problem = browser.visit(again);
        assertThat(problem.body().path("code").asText()).isEqualTo("CONSENT_REFUSED");
        assertThat(problem.body().path("instance").asText()).isEqualTo("/auth/monday/callback");
    }

    @Test
    void aCodeThatMondayDoesNotKnowIsTheCallersFault() throws Exception {
        String callback = allowed(begin()).replaceAll("code=[^&]*", "code=made-up");
        Answer answer = browser.visit(callback);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asText()).isEqualTo("GRANT_REFUSED");
        assertThat(answer.body().path("instance").asText()).isEqualTo("/auth/monday/callback");
    }

    @Test
    void mondayBeingAwayIsNot() throws Exception {
        String callback = allowed(begin());
        monday.app().oauth().tokenAddress().fail(503, 1);
        Answer answer = browser.visit(callback);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    @Test
    void nothingOfAJourneyCanBeReadFromTheDatabase() throws Exception {
        Answer sent = begin();
        String cookie = sent.header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
        String state = sent.header("Location").replaceAll(".*[?&]state=([^&]*).*", "$1");
        String key = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        browser.visit(allowed(sent));
        String rows = db.sql("SELECT * FROM oauth_state").query().listOfRows() + ""
                + db.sql("SELECT * FROM connection").query().listOfRows();
        assertThat(rows)
                .doesNotContain(state, key, monday.app().oauth().grantOf(user).accessToken());
    }

    private void connect() throws IOException, InterruptedException {
        assertThat(browser.visit(allowed(begin())).status()).isEqualTo(302);
    }

    private String allowed(Answer sent) {
        return monday.app().oauth().allow(sent.header("Location"), user);
    }

    private static String pathOf(String callback) {
        return callback.substring(callback.indexOf("/auth/"));
    }
}
