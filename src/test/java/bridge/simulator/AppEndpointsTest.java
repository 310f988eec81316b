package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppEndpointsTest {
    private static final Map<String, Object> FIRE = Map.of("trigger", Map.of("outputFields", Map.of("text", "hi")));

    private final AppClient client = new AppClient();
    private SimulatedMonday monday;
    private SimulatedApp app;

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
        app = monday.app();
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private String bearer(String secret) {
        return "Bearer "
                + JWT.create()
                        .withClaim("appId", app.appId())
                        .withExpiresAt(Instant.now().plusSeconds(60))
                        .sign(Algorithm.HMAC256(secret));
    }

    private AppClient.Result post(String url, Object body) {
        return client.post(url, body, "Authorization", bearer(app.signingSecret()));
    }

    @Test
    void recordsWhatATriggerFires() {
        var url = app.triggers().newUrl();

        assertThat(post(url, FIRE).status()).isEqualTo(200);

        var post = app.triggers().posts(url).get(0);
        assertThat(post.outputFields().path("text").asText()).isEqualTo("hi");
        assertThat(post.appId()).isEqualTo(app.appId());
    }

    @Test
    void refusesAForeignSignatureAnUnknownAddressAndAnotherForm() {
        var url = app.triggers().newUrl();

        assertThat(client.post(url, FIRE, "Authorization", bearer(app.clientSecret()))
                        .status())
                .isEqualTo(401);
        assertThat(client.post(url, FIRE).status()).isEqualTo(401);
        assertThat(post(url + "9", FIRE).status()).isEqualTo(404);
        assertThat(post(url, Map.of("text", "hi")).status()).isEqualTo(400);
        assertThat(app.triggers().posts(url)).noneMatch(AppPost::accepted).hasSize(3);
    }

    @Test
    void failsAndLosesAnswersWhenTold() {
        var url = app.triggers().newUrl();
        app.triggers().behaviour().fail(503, 1);
        app.triggers().behaviour().loseAnswers(1);

        assertThat(post(url, FIRE).status()).isEqualTo(503);
        Assertions.assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> post(url, FIRE));
        assertThat(post(url, FIRE).status()).isEqualTo(200);
        assertThat(app.triggers().posts()).extracting(AppPost::status).containsExactly(503, 0, 200);
    }

    @Test
    void takesTheAnswerOfAnAsynchronousAction() {
        var url = app.callbacks().newUrl();

        assertThat(post(url, Map.of("success", true, "outputFields", Map.of("jobId", "7")))
                        .status())
                .isEqualTo(200);

        assertThat(app.callbacks()
                        .posts(url)
                        .get(0)
                        .outputFields()
                        .path("jobId")
                        .asText())
                .isEqualTo("7");
    }

    @Test
    void signsWhatConcernsAnIntegrationWithTheSigningSecretAndTheRestWithTheClientSecret() {
        var signing = JWT.require(Algorithm.HMAC256(app.signingSecret())).build();
        var client = JWT.require(Algorithm.HMAC256(app.clientSecret())).build();
        var admin = monday.admin();

        var action = signing.verify(app.tokens().action(admin, "https://bridge.example/mail/send"));
        assertThat(action.getClaim("accountId").asLong()).isEqualTo(admin.accountId());
        assertThat(action.getAudience()).containsExactly("https://bridge.example/mail/send");
        assertThat(signing.verify(app.tokens().authorization(admin, "https://x.monday.com/back"))
                        .getClaim("backToUrl")
                        .asString())
                .isEqualTo("https://x.monday.com/back");
        assertThat(client.verify(app.tokens().session(admin))
                        .getClaim("dat")
                        .asMap()
                        .get("is_admin"))
                .isEqualTo(true);
        assertThat(client.verify(app.tokens().lifecycle(admin)).getClaim("dat").asMap())
                .containsKey("account_id");
    }

    @Test
    void givesAShortLivedTokenThatIsGoodForFiveMinutes() {
        var jwt = JWT.decode(app.tokens().action(monday.admin(), "https://x"));
        var api = new ApiClient(monday.apiUrl(), jwt.getClaim("shortLivedToken").asString());
        assertThat(api.call("{ me { id } }").data("me").path("id").asLong())
                .isEqualTo(monday.admin().id());

        monday.clock().advance(Duration.ofMinutes(6));

        assertThat(api.call("{ me { id } }").status()).isEqualTo(401);
        assertThat(new ApiClient(monday.apiUrl(), app.tokens().session(monday.admin()))
                        .call("{ me { id } }")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void isReachedFromAnotherProcess() {
        var control = monday.url() + "/control";
        var token = client.get(control + "/token?kind=action&path=/mail/send&seconds=-5")
                .text("token");
        assertThat(JWT.decode(token).getAudience()).containsExactly("http://localhost:8080/mail/send");
        assertThat(JWT.decode(token).getExpiresAtAsInstant()).isBefore(Instant.now());

        var url = client.post(control + "/triggers", Map.of("newUrl", true)).text("url");
        client.post(control + "/triggers", Map.of("fail", 500));
        assertThat(post(url, FIRE).status()).isEqualTo(500);
        assertThat(client.get(control + "/triggers")
                        .body()
                        .path(0)
                        .path("post")
                        .path("status")
                        .asInt())
                .isEqualTo(500);
        assertThat(client.get(control + "/accounts").body()).hasSize(2);
        assertThat(client.get(control + "/nothing").status()).isEqualTo(422);
    }
}
