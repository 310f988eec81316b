package bridge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.fault.ServiceAmongFaults.Customer;
import bridge.simulator.Mailbox;
import bridge.simulator.SmtpFault;
import bridge.simulator.SmtpFault.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mail server fails for long, is slow, or hangs up: every mail comes, once, and nothing else waits for it. */
@ExtendWith(ServiceAmongFaults.Resolver.class)
class MailServerFaultsTest {

    private static final Duration PATIENCE = ServiceAmongFaults.PATIENCE;

    private final ServiceAmongFaults service;
    private final Mailbox mailbox;
    private final String recipient = UUID.randomUUID() + "@client.example";

    MailServerFaultsTest(ServiceAmongFaults service) {
        this.service = service;
        this.mailbox = service.around().mailbox();
    }

    @AfterEach
    void recover() {
        service.settle();
    }

    /** An hour is 360 ms. */
    @Test
    void aServerThatRefusesForADayIsAskedAboutOnceAnHourAndTakesTheMailOnce() throws Exception {
        mailbox.fail(SmtpFault.tryLater().untilCleared());
        assertThat(service.sendMail(recipient).status()).isEqualTo(200);

        await().pollDelay(Duration.ofHours(24).dividedBy(10_000)).until(() -> true);
        assertThat(tries()).isBetween(10, 40);
        assertThat(state()).isIn("waiting", "running");
        mailbox.recover();

        mailbox.await(recipient, PATIENCE);
        service.settle();
        assertThat(mailbox.to(recipient)).hasSize(1);
        assertThat(state()).isEqualTo("done");
    }

    @Test
    void aServerThatNeverAnswersHoldsUpNothingElseAndTakesTheMailsWhenItDoes() throws Exception {
        Customer customer = service.customer();
        mailbox.fail(SmtpFault.tarpit(Duration.ofSeconds(2))); // longer than we wait
        var recipients = Stream.generate(() -> UUID.randomUUID() + "@client.example")
                .limit(12)
                .toList();
        for (String each : recipients) {
            assertThat(service.sendMail(each).status()).isEqualTo(200);
        }

        long begun = System.nanoTime();
        assertThat(customer.client()
                        .post("/tickets/ticket", Map.of("title", "Printer", "description", "It smokes."))
                        .status())
                .isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        await().atMost(PATIENCE).until(() -> service.jobs("kind = 'action-mail' AND attempts > 1") >= 12);
        mailbox.recover();

        service.settle();
        assertThat(recipients).allSatisfy(each -> assertThat(mailbox.to(each)).hasSize(1));
    }

    @Test
    void aSlowServerIsWaitedFor() throws Exception {
        mailbox.fail(SmtpFault.tarpit(Duration.ofMillis(200)));
        assertThat(service.sendMail(recipient).status()).isEqualTo(200);

        mailbox.await(recipient, PATIENCE);
        service.settle();
        assertThat(mailbox.to(recipient)).hasSize(1);
        assertThat(tries()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksBeforeTheFinalDotCostsNoMailAndMakesNoSecond() throws Exception {
        mailbox.fail(SmtpFault.cutShort().times(2));
        service.sendMail(recipient);

        mailbox.await(recipient, PATIENCE);
        service.settle();
        assertThat(mailbox.to(recipient)).hasSize(1);
        assertThat(tries()).isEqualTo(3);
    }

    @Test
    void oneThatBreaksAfterItMakesOneCopyThatCanBeRecognised() throws Exception {
        mailbox.fail(SmtpFault.answerLost());
        service.sendMail(recipient);

        mailbox.await(recipient, 2, PATIENCE);
        service.settle();
        assertThat(mailbox.to(recipient))
                .hasSize(2)
                .extracting(mail -> mail.header("Message-ID"))
                .containsOnly(mailbox.to(recipient).get(0).header("Message-ID"));
    }

    @Test
    void aGreetingThatRefusesIsNoVerdictOnTheMail() throws Exception {
        mailbox.fail(
                SmtpFault.at(Stage.GREETING, "554 5.3.2 No service here now").times(2));
        service.sendMail(recipient);

        mailbox.await(recipient, PATIENCE);
        service.settle();
        assertThat(mailbox.to(recipient)).hasSize(1);
    }

    private int tries() {
        return Integer.parseInt(job("attempts"));
    }

    private String state() {
        return job("state");
    }

    private String job(String column) {
        return service.db()
                .sql("SELECT " + column + " FROM job WHERE kind = 'action-mail' AND payload LIKE ?")
                .param("%" + recipient + "%")
                .query(String.class)
                .single();
    }
}
