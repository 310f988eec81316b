package bridge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.fault.ServiceAmongFaults.Customer;
import bridge.journey.PortalClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker is stopped, hangs, or takes no message: nobody who calls waits for it, and everything accepted is done once. */
@ExtendWith(ServiceAmongFaults.Resolver.class)
class BrokerFaultsTest {

    /** On a busy machine. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final long MEGABYTE = 1024L * 1024;

    enum Fault {
        STOPPED {
            @Override
            void begin(ServiceAmongFaults service) {
                service.queues().cut();
            }
        },
        HANGING {
            @Override
            void begin(ServiceAmongFaults service) {
                service.queues().silence();
            }
        },
        STORE_FULL {
            @Override
            void begin(ServiceAmongFaults service) {
                service.broker().getSystemUsage().getStoreUsage().setLimit(1);
            }
        };

        abstract void begin(ServiceAmongFaults service);
    }

    private final ServiceAmongFaults service;

    BrokerFaultsTest(ServiceAmongFaults service) {
        this.service = service;
    }

    @AfterEach
    void recover() {
        end();
        service.settle();
    }

    private void end() {
        service.broker().getSystemUsage().getStoreUsage().setLimit(512 * MEGABYTE);
        service.queues().heal();
    }

    @ParameterizedTest
    @EnumSource
    void callersDoNotWaitAndWhatWasAcceptedIsDoneOnce(Fault fault) throws Exception {
        Customer customer = service.customer();
        List<String> recipients = new ArrayList<>();

        fault.begin(service);
        for (int i = 0; i < 5; i++) {
            String recipient = UUID.randomUUID() + "@client.example";
            long begun = System.nanoTime();
            Answer answer = service.sendMail(recipient);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(A_MOMENT);
            recipients.add(recipient);
        }
        String path = customer.client()
                .post("/tickets/ticket", Map.of("title", "Printer", "description", "It smokes."))
                .header("Location");
        assertThat(customer.client()
                        .post(path + "/comments", Map.of("text", "Help!"))
                        .status())
                .isIn(201, 202);
        assertThat(recipients)
                .allSatisfy(
                        each -> assertThat(service.around().mailbox().to(each)).isEmpty());
        end();

        service.settle();
        for (String recipient : recipients) {
            assertThat(service.around().mailbox().to(recipient)).hasSize(1);
        }
        assertThat(service.items(customer)).singleElement().satisfies(item -> assertThat(item.updates())
                .hasSize(1));
        assertThat(service.jobs("state = 'dead'")).isZero();
        String afterwards = UUID.randomUUID() + "@client.example";
        service.sendMail(afterwards);
        await().atMost(ServiceAmongFaults.PATIENCE)
                .until(() -> service.around().mailbox().to(afterwards).size() == 1);
    }
}
