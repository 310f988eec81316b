package bridge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.fault.ServiceAmongFaults.Customer;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.BoardItem;
import bridge.simulator.Fault;
import bridge.simulator.Fault.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever monday does: a ticket that was accepted is on the board once, and one that was refused is not. */
@ExtendWith(ServiceAmongFaults.Resolver.class)
class MondayFaultsTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PATIENCE = ServiceAmongFaults.PATIENCE;

    /** Our own access is at fault: told at once, and nothing is kept. */
    private static final Set<Kind> TOLD = EnumSet.of(Kind.UNAUTHORIZED, Kind.FORBIDDEN);

    /** Latency alone is no failure, and the limit of the day has a test of its own. */
    private static final Set<Kind> KINDS = EnumSet.complementOf(EnumSet.of(Kind.LATENCY, Kind.DAILY_LIMIT));

    private final ServiceAmongFaults service;
    private final PortalClient staff;

    MondayFaultsTest(ServiceAmongFaults service) {
        this.service = service;
        this.staff = service.anonymous().as(Surroundings.ADMIN_TOKEN);
    }

    @AfterEach
    void recover() {
        service.monday().limits().enforce(false);
        service.settle();
    }

    @Test
    void afterTheLimitOfTheDayEverythingKeptIsDeliveredOnceAndInOrder() throws Exception {
        Customer customer = service.customer();
        String known = open(customer, "Before");
        var limits =
                service.monday().limits().perDay((int) service.monday().limits().callsToday());
        limits.enforce(true);

        List<String> provisional = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Answer kept = customer.client().post("/tickets/ticket", ticket("Ticket " + i));
            assertThat(kept.status()).isEqualTo(202);
            assertThat(kept.body().get("sync").textValue()).isEqualTo("pending");
            provisional.add(kept.header("Location"));
            assertThat(comment(kept.header("Location"), "On ticket " + i, customer))
                    .isEqualTo(202);
        }
        assertThat(comment(known, "Still there?", customer)).isEqualTo(202);
        assertThat(customer.client().get(customer.tickets()).body()).hasSize(4);
        long calls = service.monday().calls().total();
        for (int i = 0; i < 5; i++) {
            assertThat(comment(known, "Again " + i, customer)).isEqualTo(202);
        }
        assertThat(service.monday().calls().total())
                .as("refused calls count as well")
                .isEqualTo(calls);

        limits.perDay(10_000);
        theDayPasses();
        service.settle();

        assertThat(service.items(customer))
                .extracting(BoardItem::name)
                .containsExactly("Before", "Ticket 0", "Ticket 1", "Ticket 2");
        assertThat(service.items(customer))
                .extracting(item -> item.updates().size())
                .containsExactly(6, 1, 1, 1);
        for (int i = 0; i < 3; i++) {
            Answer moved = customer.client().get(provisional.get(i));
            assertThat(moved.status()).isEqualTo(308);
            assertThat(customer.client()
                            .get(moved.header("Location"))
                            .body()
                            .get("title")
                            .textValue())
                    .isEqualTo("Ticket " + i);
        }
    }

    @Test
    void eachKindOfFailureCostsNoTicketAndMakesNoSecond() throws Exception {
        Map<Kind, String> portals = new EnumMap<>(Kind.class);
        for (Kind kind : KINDS) {
            portals.put(kind, enterPortal());
        }
        // Before the others make the service leave monday alone for a moment.
        for (Kind kind : TOLD) {
            assertThat(openDuring(kind, portals.get(kind))).as("%s", kind).isEqualTo(502);
        }
        for (Kind kind : EnumSet.complementOf(EnumSet.copyOf(TOLD))) {
            if (KINDS.contains(kind)) {
                assertThat(openDuring(kind, portals.get(kind))).as("%s", kind).isIn(201, 202);
            }
        }
        await().atMost(PATIENCE).until(() -> service.monday().faults().list().isEmpty());
        service.settle();

        portals.forEach(
                (kind, portal) -> assertThat(items(portal)).as("%s", kind).isEqualTo(TOLD.contains(kind) ? 0 : 1));
        assertThat(service.jobs("state = 'dead'")).isZero();
    }

    @Test
    void aTicketThatWasKeptOutlivesATokenThatMondayRefuses() throws Exception {
        Customer customer = service.customer();
        service.monday().faults().arm(Fault.next(Kind.LOCKED).on("create_item").retryAfter(1));
        service.monday().faults().arm(Fault.next(Kind.UNAUTHORIZED).on("create_item"));
        assertThat(customer.client().post("/tickets/ticket", ticket("Printer")).status())
                .isEqualTo(202);

        await().atMost(PATIENCE).until(() -> service.jobs("last_error LIKE '%does not accept our access%'") == 1);
        assertThat(service.jobs("state = 'dead'")).isZero();
        assertThat(customer.client().get(customer.tickets()).body()).hasSize(1);
        timePasses(Duration.ofMinutes(2));
        service.settle();

        assertThat(service.items(customer)).extracting(BoardItem::name).containsExactly("Printer");
    }

    private String enterPortal() throws IOException, InterruptedException {
        String portal = "portal-" + UUID.randomUUID();
        var client = Map.of("email", portal + "@client.example", "name", "Ann", "portal_id", portal);
        assertThat(staff.post("/clients", client).status()).isEqualTo(201);
        return portal;
    }

    /** @return the status of the answer */
    private int openDuring(Kind kind, String portal) throws IOException, InterruptedException {
        service.monday()
                .faults()
                .arm(Fault.next(kind).on("create_item").retryAfter(1).lasting(Duration.ofSeconds(3)));
        return staff.post("/tickets/ticket", Map.of("title", "Printer", "description", "d", "portal_id", portal))
                .status();
    }

    private String open(Customer customer, String title) throws IOException, InterruptedException {
        Answer opened = customer.client().post("/tickets/ticket", ticket(title));
        assertThat(opened.status()).isEqualTo(201);
        return opened.header("Location");
    }

    private static Map<String, String> ticket(String title) {
        return Map.of("title", title, "description", "It smokes.");
    }

    private static int comment(String ticket, String text, Customer customer) throws IOException, InterruptedException {
        return customer.client()
                .post(ticket + "/comments", Map.of("text", text))
                .status();
    }

    private int items(String portal) {
        return (int) service.monday().items().stream()
                .filter(item -> portal.equals(item.cell("Portal ID")))
                .count();
    }

    private void theDayPasses() {
        service.clock().advance(DAY);
        service.monday().limits().reset();
        timePasses(DAY);
    }

    /** For what waits in the database, by its clock. */
    private void timePasses(Duration time) {
        service.db()
                .sql(
                        "UPDATE job SET next_try_at = next_try_at - CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND WHERE state = 'waiting'")
                .param(time.toSeconds())
                .update();
    }
}
