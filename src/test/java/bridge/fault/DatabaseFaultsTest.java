package bridge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.fault.ServiceAmongFaults.Customer;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.BoardItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database goes, falls silent, drops connections, or takes no writes: callers are told to come again, and can. */
@ExtendWith(ServiceAmongFaults.Resolver.class)
class DatabaseFaultsTest {

    private static final Map<String, String> TICKET = Map.of("title", "Printer", "description", "It smokes.");

    private static final int TICKETS = 5;

    private final ServiceAmongFaults service;
    private Customer customer;

    DatabaseFaultsTest(ServiceAmongFaults service) {
        this.service = service;
    }

    @BeforeEach
    void logIn() {
        customer = service.customer();
    }

    @AfterEach
    void recover() {
        service.refuseWrites(false);
        service.settle();
    }

    @Test
    void whileItIsAwayEverybodyIsAskedToComeAgainAndThenServed() throws Exception {
        service.database().cut();

        assertRefused(customer.client().get(customer.tickets()));
        assertRefused(customer.client().get("/me"));
        assertRefused(customer.client().post("/tickets/ticket", TICKET));
        assertRefused(customer.client().post("/auth/refresh", null));
        assertRefused(service.anonymous().post("/auth/send-magic-link", Map.of("email", customer.email())));
        Answer action = service.sendMail("ann@acme.example");
        assertThat(action.status()).isEqualTo(503);
        assertThat(action.body().has("severityCode")).as("monday calls again").isFalse();
        assertThat(service.probe("liveness")).isEqualTo(200);
        assertThat(service.probe("readiness")).isEqualTo(503);

        service.database().heal();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        customer.client().get(customer.tickets()).status())
                .isEqualTo(200));
        assertThat(customer.client().post("/tickets/ticket", TICKET).status()).isEqualTo(201);
        assertThat(service.items(customer)).hasSize(1);
        await().atMost(Duration.ofSeconds(20)).until(() -> service.probe("readiness") == 200);
        var staff = service.anonymous().as(Surroundings.ADMIN_TOKEN);
        assertThat(staff.post("/admin/sync", null).status()).isEqualTo(200);
        assertThat(service.around().login(service.url(), customer.email())).isNotEmpty();
    }

    @Test
    void aSilentOneFailsItsCallersAndServesThemAgain() throws Exception {
        service.database().silence();
        long begun = System.nanoTime();

        assertRefused(customer.client().get(customer.tickets()));
        assertRefused(customer.client().post("/tickets/ticket", TICKET));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
        service.database().heal();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        customer.client().get(customer.tickets()).status())
                .isEqualTo(200));
        assertThat(customer.client().post("/tickets/ticket", TICKET).status()).isEqualTo(201);
    }

    @Test
    void oneThatTakesNoWritesIsReadAndNothingIsAccepted() throws Exception {
        service.refuseWrites(true);
        service.endDatabaseSessions();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        customer.client().get(customer.tickets()).body())
                .isEmpty());
        assertRefused(customer.client().post("/tickets/ticket", TICKET));
        assertThat(service.sendMail("ann@acme.example").status()).isEqualTo(503);

        service.refuseWrites(false);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        customer.client().post("/tickets/ticket", TICKET).status())
                .isEqualTo(201));
        assertThat(service.items(customer)).hasSize(1);
    }

    /** The mail is accepted while the broker hangs, and its message arrives when the database has gone. */
    @Test
    void aMessageThatArrivesMeanwhileIsWorkedOnAfterwardsAndLeavesNothingBehind() throws Exception {
        service.queues().silence();
        assertThat(service.sendMail(customer.email()).status()).isEqualTo(200);
        service.database().cut();
        service.queues().heal();
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);

        service.settle();

        assertThat(service.around().mailbox().to(customer.email()))
                .as("the login mail and this one")
                .hasSize(2);
        assertThat(service.messages("ActiveMQ.DLQ")).isZero();
    }

    @Test
    void whatIsSentUntilItIsAcceptedIsOnTheBoardOnceHoweverOftenConnectionsBreak() throws Exception {
        var random = new Random(4);
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        ExecutorService load = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 3; i++) {
            load.execute(() -> openTickets(accepted));
        }
        load.shutdown();
        for (int i = 0; i < 10 && !load.isTerminated(); i++) {
            await().pollDelay(Duration.ofMillis(200 + random.nextInt(400))).until(() -> true);
            if (i % 2 == 0) {
                service.database().breakConnections();
            } else {
                service.endDatabaseSessions();
            }
        }
        assertThat(load.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        service.settle();

        List<String> board =
                service.items(customer).stream().map(BoardItem::name).toList();
        assertThat(accepted).hasSize(3 * TICKETS);
        assertThat(board).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(customer.client().get(customer.tickets()).body())
                .extracting(ticket -> ticket.get("title").textValue())
                .containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(service.jobs("state = 'dead'")).isZero();
    }

    /** Each is sent again, under the same key, until it is accepted. */
    private void openTickets(Queue<String> accepted) {
        for (int i = 0; i < TICKETS; i++) {
            String title = UUID.randomUUID().toString();
            Map<String, String> ticket = Map.of("title", title, "description", "d");
            await().atMost(ServiceAmongFaults.PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .until(() -> customer.client()
                                    .send("POST", "/tickets/ticket", ticket, Map.of("Idempotency-Key", title))
                                    .status()
                            < 300);
            accepted.add(title);
        }
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
        assertThat(answer.body().get("code").textValue()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(Stream.of("SQL", "Exception", "postgres"))
                .noneMatch(answer.body().toString()::contains);
    }
}
