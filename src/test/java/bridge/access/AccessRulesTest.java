package bridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.problem.Problem;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The named access rules, from the header to the caller. */
class AccessRulesTest {

    private static final String ADMIN_TOKEN = "admin-token-of-the-tests";

    private final SessionStore store = SessionStore.h2();
    private final AccessCheck access = new AccessCheck(store.check(ADMIN_TOKEN));
    private final Processor allowClient = new AllowClientProcessor(access);
    private final Processor allowStaff = new AllowStaffProcessor(access);
    private final Processor allowPortal = new AllowPortalProcessor(access);

    private String client;
    private String staff;

    @BeforeEach
    void logIn() {
        String address = UUID.randomUUID() + "@acme.example";
        client = store.token(store.sessions().beginForClient(store.client(address, "acme")));
        staff = store.token(store.sessions().beginForStaff("4012", "Kim", null, "99"));
    }

    @Test
    void aClientIsItself() throws Exception {
        Caller caller = pass(allowClient, "Bearer " + client);

        assertThat(caller.isStaff()).isFalse();
        assertThat(caller.portalId()).isEqualTo("acme");
        assertThat(caller.clientId()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
    void theSchemeIsReadInAnyCase(String scheme) throws Exception {
        assertThat(pass(allowClient, scheme + client)).isNotNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Token x", "Bearer x.y.z", "Bearer x y", "Bearernone"})
    void everythingElseIsTheSame401(String authorization) {
        for (Processor rule : new Processor[] {allowClient, allowStaff, allowPortal}) {
            assertThatThrownBy(() -> pass(rule, authorization)).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.status()).isEqualTo(401);
                assertThat(problem.detail()).isEqualTo("Not authenticated");
                assertThat(problem.headers()).containsEntry("WWW-Authenticate", "Bearer");
            });
        }
    }

    @Test
    void aTokenWithoutItsSchemeIsNotAccepted() {
        assertThatThrownBy(() -> pass(allowClient, client)).isInstanceOf(Problem.class);
    }

    @Test
    void staffAndTheAdminTokenPassEverywhere() throws Exception {
        for (Processor rule : new Processor[] {allowClient, allowStaff, allowPortal}) {
            assertThat(pass(rule, "Bearer " + staff).isStaff()).isTrue();
            assertThat(pass(rule, "Bearer " + ADMIN_TOKEN).isStaff()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer admin-token-of-the-test",
                "Bearer admin-token-of-the-tests2",
                "Bearer ADMIN-TOKEN-OF-THE-TESTS"
            })
    void almostTheAdminTokenIsNothing(String authorization) {
        assertThatThrownBy(() -> pass(allowStaff, authorization)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void withoutAnAdminTokenNobodyIsTheAdministrator(String unset) {
        var rule = new AllowStaffProcessor(new AccessCheck(store.check(unset)));

        assertThatThrownBy(() -> pass(rule, "Bearer " + unset)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> pass(rule, "Bearer")).isInstanceOf(Problem.class);
    }

    @Test
    void aClientIsNotStaff() {
        assertThatThrownBy(() -> pass(allowStaff, "Bearer " + client))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "Acme", "ACME", "acme ", " acme", "acme/", "*", ""})
    void aClientReachesItsOwnPortalOnly(String portal) throws Exception {
        assertThat(pass(allowPortal, "Bearer " + client, "acme")).isNotNull();
        assertThatThrownBy(() -> pass(allowPortal, "Bearer " + client, portal))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(403);
                    assertThat(problem.detail()).isEqualTo("Access denied");
                });
    }

    @Test
    void theTokenLeavesTheMessage() throws Exception {
        Exchange exchange = exchange("Bearer " + client, "acme");
        allowClient.process(exchange);

        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    private static Caller pass(Processor rule, String authorization) throws Exception {
        return pass(rule, authorization, "acme");
    }

    private static Caller pass(Processor rule, String authorization, String portal) throws Exception {
        Exchange exchange = exchange(authorization, portal);
        rule.process(exchange);
        return exchange.getVariable("caller", Caller.class);
    }

    private static Exchange exchange(String authorization, String portal) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        if (authorization != null) {
            exchange.getMessage().setHeader("Authorization", authorization);
        }
        exchange.setVariable("path", Map.of("portal_id", portal));
        return exchange;
    }
}
