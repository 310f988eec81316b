package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OAuthPagesTest {
    private static final String REDIRECT = "http://localhost:8080/auth/monday/callback";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-0123456789-abcdef";

    private final AppClient client = new AppClient();
    private SimulatedMonday monday;

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private String page(String more) {
        return monday.authorizeUrl() + "?client_id=" + monday.clientId() + "&state=s%201&redirect_uri=" + REDIRECT
                + more;
    }

    private String newPage() {
        return page("&code_challenge=" + Pkce.challengeOf(VERIFIER) + "&code_challenge_method=S256");
    }

    private String code(String page, User user) {
        return AppClient.parameter(monday.app().oauth().allow(page, user), "code");
    }

    private Map<String, Object> credentials(String... more) {
        var body = new HashMap<String, Object>();
        body.put("client_id", monday.clientId());
        body.put("client_secret", monday.clientSecret());
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return body;
    }

    private AppClient.Result legacyTokens(String code) {
        return client.post(monday.tokenUrl(), credentials("code", code, "redirect_uri", REDIRECT));
    }

    private AppClient.Result newTokens(String code) {
        return client.post(
                monday.app().newTokenUrl(),
                credentials(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        REDIRECT,
                        "code_verifier",
                        VERIFIER));
    }

    private AppClient.Result refresh(String token) {
        return client.post(
                monday.app().newTokenUrl(), credentials("grant_type", "refresh_token", "refresh_token", token));
    }

    private int apiStatus(String token) {
        return new ApiClient(monday.apiUrl(), token).call("{ me { id } }").status();
    }

    @Test
    void showsAPageOnWhichAPersonAllowsTheApp() {
        assertThat(client.get(page("")).status()).isEqualTo(200);

        var answer = client.post(
                monday.authorizeUrl(),
                Map.of(
                        "query",
                        page("").split("\\?")[1],
                        "userId",
                        monday.member().user().id(),
                        "allow",
                        true));

        var target = answer.text("redirect");
        assertThat(target).startsWith(REDIRECT + "?code=").endsWith("&state=s+1");
        assertThat(legacyTokens(AppClient.parameter(target, "code")).status()).isEqualTo(200);
    }

    @Test
    void givesATokenThatStandsForThatUserOfThatAccount() {
        var answer = legacyTokens(code(page("&scope=me:read%20account:read"), monday.stranger()));

        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.text("scope")).isEqualTo("me:read account:read");
        assertThat(answer.body().has("refresh_token")).isFalse();
        var me = new ApiClient(monday.apiUrl(), answer.text("access_token"))
                .call("{ me { id name email kind is_deleted status account { id slug } } }")
                .data("me");
        assertThat(me.path("id").asLong()).isEqualTo(monday.stranger().id());
        assertThat(me.path("kind").asText()).isEqualTo("admin");
        assertThat(me.path("account").path("slug").asText()).isEqualTo("elsewhere");
    }

    @Test
    void takesAFormInTheLegacyFlow() {
        var code = code(page(""), monday.admin());

        var answer = client.post(
                monday.tokenUrl(),
                "client_id=" + monday.clientId() + "&client_secret=" + monday.clientSecret() + "&redirect_uri="
                        + REDIRECT + "&code=" + code);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void takesACodeOnceAndForTenMinutes() {
        var code = code(page(""), monday.admin());
        assertThat(legacyTokens(code).status()).isEqualTo(200);
        assertThat(legacyTokens(code).text("error")).isEqualTo("invalid_grant");

        var late = code(page(""), monday.admin());
        monday.clock().advance(Duration.ofMinutes(11));
        assertThat(legacyTokens(late).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void comparesTheRedirectAddressExactly() {
        monday.app().oauth().redirectTo(REDIRECT);
        assertThat(client.get(page("")).status()).isEqualTo(200);
        assertThat(client.get(page("/")).status()).isEqualTo(400);

        var other = client.post(
                monday.tokenUrl(), credentials("code", code(page(""), monday.admin()), "redirect_uri", "http://x"));
        assertThat(other.text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void sendsTheBrowserBackWithTheErrorWhenTheUserRefuses() {
        var target = monday.app().oauth().refuse(page(""), monday.admin());

        assertThat(AppClient.parameter(target, "error")).isEqualTo("access_denied");
        assertThat(AppClient.parameter(target, "state")).isEqualTo("s 1");
        assertThat(AppClient.parameter(target, "code")).isNull();
        var scope = client.get(page("&scope=docs:write"));
        assertThat(scope.status()).isEqualTo(302);
        assertThat(AppClient.parameter(scope.location(), "error")).isEqualTo("invalid_scope");
    }

    @Test
    void neverRedirectsForAnAppItDoesNotKnow() {
        var answer = client.get(monday.authorizeUrl() + "?client_id=other&redirect_uri=" + REDIRECT);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.location()).isNull();
    }

    @Test
    void answersByItselfWhenTold() {
        monday.app().oauth().answerAs(monday.viewer());

        var answer = client.get(page(""));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(legacyTokens(AppClient.parameter(answer.location(), "code")).status())
                .isEqualTo(200);
        assertThat(monday.app().oauth().grantOf(monday.viewer()).rotating()).isFalse();
    }

    @Test
    void refusesAWrongSecretAndAnAccountThatWasNotAskedFor() {
        var wrong = credentials("code", code(page(""), monday.admin()), "redirect_uri", REDIRECT);
        wrong.put("client_secret", "wrong");
        assertThat(client.post(monday.tokenUrl(), wrong).status()).isEqualTo(401);

        var elsewhere = monday.app().oauth().allow(page("&subdomain=northwind-support"), monday.stranger());
        assertThat(AppClient.parameter(elsewhere, "error")).isEqualTo("access_denied");
    }

    @Test
    void insistsOnProofInTheNewFlow() {
        assertThat(client.get(page("&code_challenge=short&code_challenge_method=S256"))
                        .location())
                .contains("error=invalid_request");
        assertThat(client.get(newPage().replace("S256", "plain")).location()).contains("error=invalid_request");
        var answer = client.post(
                monday.app().newTokenUrl(),
                credentials(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code(newPage(), monday.admin()),
                        "redirect_uri",
                        REDIRECT,
                        "code_verifier",
                        VERIFIER + "x"));
        assertThat(answer.text("error")).isEqualTo("invalid_grant");

        monday.app().oauth().newFlowOnly(true);
        assertThat(client.get(page("")).location()).contains("code_challenge+is+required");
    }

    @Test
    void takesNoFormInTheNewFlow() {
        assertThat(client.post(monday.app().newTokenUrl(), "grant_type=refresh_token")
                        .text("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void tellsTheEndOfAnAccessTokenInsideItAndKeepsToIt() {
        monday.app().oauth().accessTokensLive(Duration.ofMinutes(10));
        var token = newTokens(code(newPage(), monday.admin()))
                .body()
                .path("access_token")
                .asText();

        assertThat(JWT.decode(token).getExpiresAtAsInstant())
                .isAfter(monday.clock().instant());
        assertThat(apiStatus(token)).isEqualTo(200);
        monday.clock().advance(Duration.ofMinutes(11));
        assertThat(apiStatus(token)).isEqualTo(401);
    }

    @Test
    void givesANewRefreshTokenEachTimeAndEndsTheGrantWhenAnOldOneComesBack() {
        var first = newTokens(code(newPage(), monday.admin()));
        var second = refresh(first.text("refresh_token"));
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(apiStatus(second.text("access_token"))).isEqualTo(200);

        assertThat(refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");

        assertThat(monday.app().oauth().grantOf(monday.admin()).revoked()).isTrue();
        assertThat(apiStatus(second.text("access_token"))).isEqualTo(401);
        assertThat(refresh(second.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void revokesTokens() {
        var tokens = newTokens(code(newPage(), monday.admin()));

        var answer = client.post(
                monday.app().newTokenUrl().replace("/token", "/revoke"),
                credentials("token", tokens.text("refresh_token"), "token_type_hint", "refresh_token"));

        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(apiStatus(tokens.text("access_token"))).isEqualTo(401);
    }

    @Test
    void exchangesALegacyTokenForAPair() {
        var legacy = legacyTokens(code(page(""), monday.admin())).text("access_token");
        var migrate = monday.app().newTokenUrl().replace("/token", "/migrate");

        var first = client.post(migrate, credentials("api_token", legacy));

        assertThat(first.body().path("already_migrated").asBoolean()).isFalse();
        assertThat(first.body().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(apiStatus(first.text("access_token"))).isEqualTo(200);
        assertThat(client.post(migrate, credentials("api_token", legacy))
                        .body()
                        .path("already_migrated")
                        .asBoolean())
                .isTrue();
        assertThat(client.post(migrate, credentials("api_token", monday.token()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void describesItself() {
        var document =
                client.get(monday.app().newTokenUrl().replace("oauth/token", ".well-known/oauth-authorization-server"));

        assertThat(document.text("token_endpoint")).isEqualTo(monday.app().newTokenUrl());
        assertThat(document.body()
                        .path("code_challenge_methods_supported")
                        .path(0)
                        .asText())
                .isEqualTo("S256");
    }

    @Test
    void failsWhenTold() {
        monday.app().oauth().tokenAddress().fail(503, 1);
        var code = code(page(""), monday.admin());

        assertThat(legacyTokens(code).status()).isEqualTo(503);
        assertThat(legacyTokens(code).status()).isEqualTo(200);
        assertThat(monday.app().oauth().requests())
                .extracting(OAuth.TokenRequest::status)
                .containsExactly(503, 200);
    }
}
