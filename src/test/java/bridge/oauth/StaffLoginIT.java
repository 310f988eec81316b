package bridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.User;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** Staff log in with monday. */
@BridgeTest
class StaffLoginIT {

    @Value("${bridge.portal.frontend-url}")
    private String frontend;

    private final SimulatedMonday monday;
    private final PortalClient http;
    private final WebBrowser browser;

    StaffLoginIT(Surroundings surroundings, PortalClient http) {
        this.monday = surroundings.monday();
        this.http = http;
        this.browser = new WebBrowser(http);
    }

    private Answer logIn(User user, String query) throws IOException, InterruptedException {
        Answer sent = browser.visit("/auth/login" + query);
        assertThat(sent.status()).isEqualTo(302);
        return browser.visit(monday.app().oauth().allow(sent.header("Location"), user));
    }

    @Test
    void aMemberGetsATokenThatOpensWhatIsForStaff() throws Exception {
        User member = monday.member().user();
        Answer answer = logIn(member, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body().at("/user/id").asText()).isEqualTo(Long.toString(member.id()));
        assertThat(answer.body().at("/user/account_id").asText()).isEqualTo(monday.accountId());
        PortalClient staff = http.as(answer.body().path("access_token").asText());
        assertThat(staff.get("/me").body().path("role").asText()).isEqualTo("staff");
        assertThat(staff.get("/clients").status()).isEqualTo(200);
        assertThat(staff.get("/tickets").status()).isEqualTo(200);
        assertThat(staff.get("/admin/status").status()).isEqualTo(200);
        assertThat(staff.post("/auth/logout", null).status()).isEqualTo(204);
        assertThat(staff.get("/me").status()).isEqualTo(401);
    }

    @Test
    void guestsViewersAndPeopleOfOtherAccountsAreNoStaff() throws Exception {
        for (User other : new User[] {monday.guest(), monday.viewer(), monday.stranger()}) {
            Answer answer = logIn(other, "");
            assertThat(answer.status()).as(other.kind()).isEqualTo(403);
            assertThat(answer.http().body()).doesNotContain("access_token");
        }
    }

    @Test
    void theTokenReachesTheFrontEndInTheFragment() throws Exception {
        Answer answer = logIn(monday.admin(), "?return_to=" + frontend + "staff");
        assertThat(answer.status()).isEqualTo(302);
        String location = answer.header("Location");
        assertThat(location).startsWith(frontend + "staff#access_token=").contains("&token_type=bearer&expires_in=");
        String token = location.substring(location.indexOf('=') + 1, location.indexOf('&'));
        assertThat(http.as(token).get("/me").body().path("role").asText()).isEqualTo("staff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/portal/",
                "//evil.example/portal/",
                "{front}../admin",
                "{front}%252e%252e/admin",
                "{host}/portals/",
                "{host}/",
                "javascript:alert(1)"
            })
    void theTokenReachesNothingElse(String elsewhere) throws Exception {
        String host = frontend.substring(0, frontend.indexOf("/portal"));
        String returnTo = elsewhere.replace("{front}", frontend).replace("{host}", host);
        Answer answer = http.get("/auth/login?return_to=" + returnTo);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aJourneyToConnectIsNoneToLogIn() throws Exception {
        Answer sent = browser.visit("/auth/login");
        String callback = monday.app().oauth().allow(sent.header("Location"), monday.admin());
        assertThat(browser.visit(callback.replace("/auth/callback", "/auth/monday/callback"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.visit(callback).status()).isEqualTo(200);
        assertThat(browser.visit(callback).status()).isEqualTo(401);
    }
}
