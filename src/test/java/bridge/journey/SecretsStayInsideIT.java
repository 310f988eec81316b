package bridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.simulator.SimulatedApp;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.SmtpFault;
import bridge.simulator.User;
import com.auth0.jwt.JWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for every token and secret of a busy day in everything that the service leaves on disk: log, database, broker's store. */
class SecretsStayInsideIT {

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Test
    void noTokenAndNoSecretIsFoundInLogDatabaseOrQueueStore(@TempDir Path dir) throws Exception {
        try (var surroundings = Surroundings.start()) {
            SimulatedMonday monday = surroundings.monday();
            Map<String, String> settings = surroundings.settings();
            settings.put("MONDAY_OAUTH_FLOW", "2.1");
            settings.put("MONDAY_OAUTH_TOKEN_PATH", monday.app().newTokenUrl());
            monday.seedItems(2, 1);
            int port = RunningJar.freePort();
            try (var jar = RunningJar.start(dir, port, settings)) {
                var staff = new PortalClient(jar.url(), Surroundings.ADMIN_TOKEN);
                assertThat(staff.post("/admin/sync", null).status()).isEqualTo(200);
                secrets.put("portal token", surroundings.login(jar.url(), SimulatedMonday.customerEmail(0)));
                connect(jar.url(), monday.app(), monday.admin());
                surroundings.mailbox().fail(SmtpFault.unreachable());
                callAction(jar.url(), monday.app(), monday.admin());
                callQueue(jar.url(), monday.app());
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() ->
                                assertThat(jar.log()).contains("action-mail").contains("will be tried again"));
            }
            secrets.put("signing secret", monday.signingSecret());
            secrets.put("client secret", monday.clientSecret());
            secrets.put("queue secret", monday.app().topicSecret());
            secrets.put("API token", monday.token());
            secrets.put("admin token", Surroundings.ADMIN_TOKEN);
            secrets.put("key of portal tokens", settings.get("JWT_SECRET_KEY"));

            assertThat(filesWith(dir, "a subject that is no secret"))
                    .as("the search finds what is there")
                    .isNotEmpty();
            secrets.forEach((what, secret) ->
                    assertThat(filesWith(dir, secret)).as(what).isEmpty());
        }
    }

    private void connect(String url, SimulatedApp app, User user) throws Exception {
        String token = app.tokens().authorization(user, app.storageUrl() + "/back");
        secrets.put("token of the Authorization URL", token);
        String authorize = location(get(url + "/auth/?token=" + token));
        String back = app.oauth().allow(authorize, user);
        assertThat(location(get(back))).isEqualTo(app.storageUrl() + "/back");
        secrets.put("authorization code", query(back, "code"));
        secrets.put("state", query(back, "state"));
        secrets.put("access token", app.oauth().grantOf(user).accessToken());
        secrets.put("refresh token", app.oauth().grantOf(user).refreshToken());
    }

    private void callAction(String url, SimulatedApp app, User user) throws Exception {
        String token = app.tokens().action(user, url + "/mail/send");
        String credentials = "credentials-" + UUID.randomUUID();
        secrets.put("token of an action", token);
        secrets.put(
                "short-lived token",
                JWT.decode(token).getClaim("shortLivedToken").asString());
        secrets.put("credentials of an action", credentials);
        var call = Map.of(
                "payload",
                Map.of(
                        "inputFields",
                        Map.of("email", "ann@acme.example", "subject", "a subject that is no secret"),
                        "credentialsValues",
                        Map.of("monday", Map.of("userCredentialsId", 1, "accessToken", credentials)),
                        "integrationId",
                        7),
                "runtimeMetadata",
                Map.of("actionUuid", UUID.randomUUID().toString()));
        assertThat(new PortalClient(url, token).post("/mail/send", call).status())
                .isEqualTo(200);
    }

    private void callQueue(String url, SimulatedApp app) throws Exception {
        String token = "queue-token-" + UUID.randomUUID();
        secrets.put("token in a message of the queue", token);
        String content = "{\"method\":\"send_mail\",\"token\":\"" + token
                + "\",\"content\":{\"email\":\"ann@acme.example\",\"subject\":\"From the queue\",\"message\":\"Hello\"}}";
        assertThat(new PortalClient(url, null)
                        .post("/mndy-queue?secret=" + app.topicSecret(), Map.of("content", content))
                        .status())
                .isEqualTo(200);
    }

    private HttpResponse<Void> get(String url) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
    }

    private static String location(HttpResponse<?> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String query(String url, String name) {
        return Stream.of(URI.create(url).getQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Path> filesWith(Path dir, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile).filter(file -> contains(file, wanted)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One byte of a file is one character of Latin-1. */
    private static boolean contains(Path file, byte[] wanted) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
