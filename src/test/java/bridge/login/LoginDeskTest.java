package bridge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.access.Caller;
import bridge.access.SessionStore;
import bridge.client.Client;
import bridge.http.ClientAddress;
import bridge.job.Job;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.node.NullNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One link, one session: whoever comes, how often, and on which database. */
class LoginDeskTest {

    private static final int CALLERS = 16;
    private static final ClientAddress ANN = new ClientAddress("203.0.113.7", "browser");

    private static EmbeddedPostgres postgres;
    private static List<Node> nodes;

    /** The login on one database. */
    record Node(SessionStore store, MagicLinks links, LoginDesk desk) {

        static Node on(SessionStore store) {
            var settings = new LoginSettings(
                    URI.create("http://localhost/portal/"),
                    Duration.ofMinutes(60),
                    false,
                    Duration.ofSeconds(10),
                    6,
                    120);
            var links = new MagicLinks(store.db(), settings);
            var transaction = new TransactionTemplate(new DataSourceTransactionManager(store.source()));
            return new Node(store, links, new LoginDesk(links, store.sessions(), store.issuer(), transaction));
        }

        String link(Client client, long job) {
            return links.create(client, new Job(job, "login-mail", "key", null, NullNode.instance, 1, Instant.now()));
        }

        int sessionsOf(Client client) {
            return store.db()
                    .sql("SELECT COUNT(*) FROM session WHERE client_id = ?")
                    .param(client.id())
                    .query(Integer.class)
                    .single();
        }

        /** @return empty when it is refused */
        Optional<Caller> tryExchange(Client client, String token, ClientAddress caller) {
            try {
                LoginAnswer answer = desk.exchange(client.portalId(), token, caller);
                return Optional.of(store.check("").verify(answer.accessToken()).caller());
            } catch (Problem refused) {
                assertThat(refused.status()).isEqualTo(401);
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return store.toString();
        }
    }

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        nodes = List.of(
                Node.on(SessionStore.h2()), Node.on(SessionStore.of("PostgreSQL", postgres.getPostgresDatabase())));
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    static Stream<Node> nodes() {
        return nodes.stream();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void ofManyCallersAtOnceOneGetsTheSession(Node on) throws Exception {
        for (int round = 0; round < 10; round++) {
            Client client = client(on);
            String token = on.link(client, 1);

            List<Caller> loggedIn =
                    atOnce(n -> on.tryExchange(client, token, new ClientAddress("203.0.113." + n, "b")));

            assertThat(loggedIn).hasSize(1);
            assertThat(on.sessionsOf(client)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void oneCallerManyTimesAtOnceGetsOneSession(Node on) throws Exception {
        for (int round = 0; round < 10; round++) {
            Client client = client(on);
            String token = on.link(client, 1);

            List<Caller> loggedIn = atOnce(n -> on.tryExchange(client, token, ANN));

            assertThat(loggedIn).hasSize(CALLERS);
            assertThat(loggedIn)
                    .extracting(Caller::sid)
                    .containsOnly(loggedIn.get(0).sid());
            assertThat(on.sessionsOf(client)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aLinkThatWasUsedUpInVainIsStillThere(Node on) {
        Client client = client(on);
        String token = on.link(client, 1);
        var crashing = new TransactionTemplate(
                new DataSourceTransactionManager(on.store().source()));
        assertThatThrownBy(() -> crashing.execute(tx -> {
                    on.links().use(client.portalId(), token, "somebody");
                    throw new IllegalStateException("the process died");
                }))
                .hasMessage("the process died");

        assertThat(on.tryExchange(client, token, ANN)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void anotherTryOfTheMailVoidsTheLinksOfTheEarlierOnes(Node on) {
        Client client = client(on);
        String first = on.link(client, 71);
        String ofAnotherMail = on.link(client, 72);
        on.links().voidEarlier(new Job(71, "login-mail", "key", null, NullNode.instance, 2, Instant.now()));
        String second = on.link(client, 71);

        assertThat(on.tryExchange(client, first, ANN)).isEmpty();
        assertThat(on.tryExchange(client, second, ANN)).isPresent();
        assertThat(on.tryExchange(client, ofAnotherMail, ANN)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aLinkToAPortalThatTheClientHasLeftIsWorthNothing(Node on) {
        Client client = client(on);
        String token = on.link(client, 1);
        on.store()
                .db()
                .sql("UPDATE client SET portal_id = ? WHERE id = ?")
                .params(UUID.randomUUID().toString(), client.id())
                .update();

        assertThat(on.tryExchange(client, token, ANN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void expiredLinksAreForgottenADayLater(Node on) {
        Client client = client(on);
        on.link(client, 1);
        on.link(client, 2);
        on.store()
                .db()
                .sql(
                        "UPDATE magic_link SET expires_at = CURRENT_TIMESTAMP - 25 * INTERVAL '1' HOUR WHERE client_id = ? AND job_id = 1")
                .param(client.id())
                .update();

        assertThat(on.links().forgetOld()).isEqualTo(1);
        assertThat(on.store()
                        .db()
                        .sql("SELECT job_id FROM magic_link WHERE client_id = ?")
                        .param(client.id())
                        .query(Long.class)
                        .list())
                .containsExactly(2L);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void idempotencyKeysAreForgottenAfterTheirDay(Node on) {
        for (int hours : new int[] {24, 26}) {
            on.store()
                    .db()
                    .sql(
                            "INSERT INTO idempotent_request (scope, request_key, fingerprint, reference, created_at) "
                                    + "VALUES ('s', ?, 'f', 'r', CURRENT_TIMESTAMP - CAST(? AS DOUBLE PRECISION) * INTERVAL '1' HOUR)")
                    .params("key-" + hours, hours)
                    .update();
        }

        new LoginRecords(on.store().db(), on.links(), on.store().sessions()).forgetOld();

        assertThat(on.store()
                        .db()
                        .sql("SELECT request_key FROM idempotent_request")
                        .query(String.class)
                        .list())
                .containsExactly("key-24");
    }

    private interface Exchange {
        Optional<Caller> by(int caller);
    }

    private static List<Caller> atOnce(Exchange exchange) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        var start = new CyclicBarrier(CALLERS);
        List<Callable<Optional<Caller>>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            calls.add(() -> {
                start.await();
                return exchange.by(caller);
            });
        }
        List<Caller> loggedIn = new ArrayList<>();
        for (Future<Optional<Caller>> call : threads.invokeAll(calls)) {
            call.get().ifPresent(loggedIn::add);
        }
        threads.shutdown();
        return loggedIn;
    }

    private static Client client(Node on) {
        String portal = UUID.randomUUID().toString();
        String email = portal + "@acme.example";
        return new Client(on.store().client(email, portal), "Ann", email, portal, true, Instant.now());
    }
}
