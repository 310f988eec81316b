package bridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bridge.BridgeApplication;
import bridge.camel.RouteCalls;
import bridge.connection.Account;
import bridge.connection.ConnectedCall;
import bridge.connection.Connections;
import bridge.connection.NotConnectedException;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.monday.ActingFor;
import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import bridge.monday.TokenGrant;
import bridge.monday.TokenRequest;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.User;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** OAuth 2.1: expiring access and rotating refresh tokens, on two nodes with one PostgreSQL. */
class RotatingFlowTest {

    private static EmbeddedPostgres postgres;
    private static SimulatedMonday monday;
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;
    private static User user;
    private static Account account;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        user = monday.member().user();
        account = new Account(user.accountId(), user.id());
        one = node();
        other = node();
    }

    private static ConfigurableApplicationContext node() {
        return SpringApplication.run(
                BridgeApplication.class,
                "--server.port=0",
                "--DATA_DIR=target/test-data/" + UUID.randomUUID(),
                "--DATABASE_URL=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--SECURE_STORAGE_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "--MONDAY_API_URL=" + monday.apiUrl(),
                "--SHUTDOWN_DELAY_SECONDS=0",
                "--MONDAY_API_TOKEN=" + monday.token(),
                "--MONDAY_BOARD_ID=" + monday.boardId(),
                "--MONDAY_OAUTH_FLOW=2.1",
                "--MONDAY_OAUTH_CLIENT_ID=" + monday.clientId(),
                "--MONDAY_OAUTH_CLIENT_SECRET=" + monday.clientSecret(),
                "--MONDAY_SIGNING_SECRET=" + monday.signingSecret(),
                "--MONDAY_OAUTH_BASE_PATH=" + monday.authorizeUrl(),
                "--MONDAY_OAUTH_TOKEN_PATH=" + monday.app().newTokenUrl(),
                "--JWT_SECRET_KEY=key-of-the-tests-0123456789-abcdefghijklmnop",
                "--SMTP_HOST=localhost",
                "--API_URL=https://bridge.example");
    }

    @AfterAll
    static void stop() throws IOException {
        other.close();
        one.close();
        monday.close();
        postgres.close();
    }

    @BeforeEach
    void nobodyIsConnected() {
        monday.calm();
        monday.app().oauth().newFlowOnly(true);
        monday.app().oauth().redirectTo("https://bridge.example/auth/monday/callback");
        db().sql("DELETE FROM connection").update();
    }

    @Test
    void aPersonConnectsWithAChallengeAndACookieOfThisHostAlone() throws Exception {
        Answer sent = connect();
        assertThat(sent.header("Location")).contains("code_challenge=").contains("code_challenge_method=S256");
        assertThat(sent.header("Set-Cookie")).startsWith("__Host-").contains("Secure");
        assertThat(token(one)).isEqualTo(monday.app().oauth().grantOf(user).accessToken());
        assertThat(refreshes()).isZero();
    }

    @Test
    void manyOnBothNodesRenewAnEndingTokenOnce() throws Exception {
        connect();
        end("CURRENT_TIMESTAMP + 4 * INTERVAL '1' MINUTE");
        atOnce();
        assertThat(refreshes()).isEqualTo(1);
        assertThat(token(other)).isEqualTo(monday.app().oauth().grantOf(user).accessToken());
    }

    @Test
    void manyOnBothNodesWaitForTheOneThatRenewsAnExpiredToken() throws Exception {
        connect();
        end("CURRENT_TIMESTAMP - 4 * INTERVAL '1' MINUTE");
        monday.app().oauth().tokenAddress().slow(Duration.ofMillis(300));
        String fresh =
                atOnce().stream().distinct().reduce((a, b) -> a + " " + b).orElseThrow();
        assertThat(fresh).isEqualTo(monday.app().oauth().grantOf(user).accessToken());
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void aTokenThatIsStillGoodOutlivesAFailedRenewal() throws Exception {
        connect();
        String before = token(one);
        end("CURRENT_TIMESTAMP + 4 * INTERVAL '1' MINUTE");
        monday.app().oauth().tokenAddress().fail(503, 1);
        assertThat(token(one)).isEqualTo(before);
    }

    @Test
    void whatMondayRefusesWith401IsRenewedOnce() throws Exception {
        connect();
        TokenGrant now = new TokenGrant(
                "not-a-token-of-monday",
                monday.app().oauth().grantOf(user).refreshToken(),
                "me:read",
                Instant.now().plusSeconds(3600));
        one.getBean(Connections.class).keep(user.accountId(), user.id(), now);
        var call = new ConnectedCall(account, MondayCall.interactive("who-am-i", Map.of()));
        MondayReply reply = one.getBean(RouteCalls.class).call("connection-call", call, MondayReply.class);
        assertThat(reply.data().at("/me/id").asLong()).isEqualTo(user.id());
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void aRefusedRefreshTokenMeansToConnectAgain() throws Exception {
        connect();
        monday.app().oauth().revoke(user);
        end("CURRENT_TIMESTAMP - 4 * INTERVAL '1' MINUTE");
        assertThatExceptionOfType(NotConnectedException.class).isThrownBy(() -> token(one));
        assertThatExceptionOfType(NotConnectedException.class).isThrownBy(() -> token(other));
        connect();
        assertThat(token(other)).isEqualTo(monday.app().oauth().grantOf(user).accessToken());
    }

    @Test
    void aTokenOfTheLegacyFlowIsMigratedWithItsNextUse() throws Exception {
        monday.app().oauth().newFlowOnly(false);
        String page = monday.authorizeUrl() + "?client_id=" + monday.clientId() + "&redirect_uri=https://bridge.example"
                + "/auth/monday/callback";
        String code = monday.app().oauth().allow(page, user).replaceAll(".*[?&]code=([^&]*).*", "$1");
        var request = new TokenRequest(
                URI.create(monday.tokenUrl()),
                Map.of(
                        "client_id",
                        monday.clientId(),
                        "client_secret",
                        monday.clientSecret(),
                        "code",
                        code,
                        "redirect_uri",
                        "https://bridge.example/auth/monday/callback"));
        TokenGrant legacy = one.getBean(RouteCalls.class).call("monday-token", request, TokenGrant.class);
        assertThat(legacy.refreshToken()).isNull();
        one.getBean(Connections.class).keep(user.accountId(), user.id(), legacy);

        monday.app().oauth().tokenAddress().fail(429, 1);
        assertThat(token(one)).as("while it cannot be migrated").isEqualTo(legacy.accessToken());
        db().sql("UPDATE connection SET renewing_until = NULL").update();
        assertThat(atOnce()).contains(monday.app().oauth().grantOf(user).accessToken());
        assertThat(token(other))
                .isNotEqualTo(legacy.accessToken())
                .isEqualTo(monday.app().oauth().grantOf(user).accessToken());
    }

    private static JdbcClient db() {
        return one.getBean(JdbcClient.class);
    }

    private static Answer connect() throws IOException, InterruptedException {
        String url = "http://localhost:" + one.getEnvironment().getProperty("local.server.port");
        var browser = new WebBrowser(new PortalClient(url, null));
        Answer sent =
                browser.visit("/auth/?token=" + monday.app().tokens().authorization(user, "https://acme.monday.com/"));
        Answer done = browser.visit(monday.app().oauth().allow(sent.header("Location"), user));
        assertThat(done.header("Location")).isEqualTo("https://acme.monday.com/");
        return sent;
    }

    private static void end(String when) {
        db().sql("UPDATE connection SET expires_at = " + when).update();
    }

    private static String token(ConfigurableApplicationContext node) {
        return node.getBean(RouteCalls.class)
                .call("connection-token", account, ActingFor.class)
                .token();
    }

    private static int refreshes() {
        return monday.app().oauth().grantOf(user).refreshes();
    }

    private static List<String> atOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> calls = IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(i -> () -> token(i % 2 == 0 ? one : other))
                    .toList();
            List<String> tokens = new ArrayList<>();
            for (Future<String> call : threads.invokeAll(calls)) {
                tokens.add(call.get());
            }
            return tokens;
        } finally {
            threads.shutdownNow();
        }
    }
}
