package bridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.PortalClient.Answer;
import bridge.simulator.Fault;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.SmtpFault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar is stopped as an operator stops it, by SIGTERM, while it works. */
@Tag("long")
class StoppedJarIT {

    private static final Duration PROMISED = Duration.ofSeconds(35);
    private static final int TERMINATED = 143;

    @TempDir
    private Path dir;

    @Test
    void whatIsUnderWayIsFinishedAndWhatNeverEndsIsNotWaitedFor() throws Exception {
        try (var around = Surroundings.start()) {
            around.monday().seedItems(4, 2);
            RunningJar jar = started(around, 1);
            var staff = new PortalClient(jar.url(), Surroundings.ADMIN_TOKEN);
            assertThat(staff.post("/admin/setup", null).status()).isEqualTo(200);
            assertThat(staff.post("/admin/sync", null).status()).isEqualTo(200);
            stopWhileItWorks(around, jar);
            around.monday().calm();
            around.mailbox().recover();

            stopWhileNobodyAnswers(around, started(around, 0));
        }
    }

    private void stopWhileItWorks(Surroundings around, RunningJar jar) throws Exception {
        String email = SimulatedMonday.customerEmail(0);
        String token = around.login(jar.url(), email);
        int mails = around.mailbox().to(email).size();
        CompletableFuture<Integer> socket = socket(jar, token);
        around.mailbox().fail(SmtpFault.tarpit(Duration.ofMillis(400)));
        around.monday()
                .faults()
                .arm(Fault.latency(Duration.ofSeconds(2)).on("create_item").times(1));
        new PortalClient(jar.url(), null).post("/auth/send-magic-link", Map.of("email", email));
        CompletableFuture<Answer> opening = open(new PortalClient(jar.url(), token));
        await("a call that monday takes two seconds to answer")
                .atMost(Duration.ofSeconds(20))
                .until(() -> around.monday().faults().list().isEmpty());

        var other = new PortalClient(jar.url(), token);
        jar.terminate();

        await().pollInterval(Duration.ofMillis(20)).until(() -> !jar.isReady());
        assertThat(other.get("/me").status()).as("until load balancers know").isEqualTo(200);
        assertThat(jar.waitForEnd(PROMISED)).isEqualTo(TERMINATED);
        assertThat(opening)
                .as(jar.log())
                .succeedsWithin(1, TimeUnit.SECONDS)
                .extracting(Answer::status)
                .isEqualTo(201);
        assertThat(socket.get(1, TimeUnit.SECONDS)).isEqualTo(1012);
        assertThat(around.mailbox().to(email)).hasSize(mails + 1);
        assertThat(jar.log()).doesNotContain(" ERROR ").doesNotContain("Exception");
    }

    private void stopWhileNobodyAnswers(Surroundings around, RunningJar jar) throws Exception {
        var staff = new PortalClient(jar.url(), Surroundings.ADMIN_TOKEN);
        assertThat(staff.get("/admin/status").body().path("queues"))
                .as("what was left over")
                .isEmpty();
        String email = SimulatedMonday.customerEmail(1);
        var customer = new PortalClient(jar.url(), around.login(jar.url(), email));
        around.mailbox().fail(SmtpFault.tarpit(Duration.ofMinutes(5)));
        around.monday().faults().arm(Fault.next(Fault.Kind.HANG).untilCleared());
        customer.as(null).post("/auth/send-magic-link", Map.of("email", email));
        long before = around.monday().calls().count("create_item");
        CompletableFuture<Answer> opening = open(customer);
        await("a call that monday never answers")
                .atMost(Duration.ofSeconds(20))
                .until(() -> around.monday().calls().count("create_item") > before);

        jar.terminate();

        assertThat(jar.waitForEnd(PROMISED)).isEqualTo(TERMINATED);
        assertThat(opening)
                .as(jar.log())
                .succeedsWithin(1, TimeUnit.SECONDS)
                .extracting(Answer::status)
                .isEqualTo(202);
    }

    /** @param delay in seconds */
    private RunningJar started(Surroundings around, int delay) throws Exception {
        Map<String, String> settings = around.settings();
        settings.put("SHUTDOWN_DELAY_SECONDS", Integer.toString(delay));
        return RunningJar.start(dir, RunningJar.freePort(), settings);
    }

    private static CompletableFuture<Answer> open(PortalClient customer) {
        return async(() -> customer.post(
                "/tickets/ticket", Map.of("title", UUID.randomUUID().toString(), "description", "It smokes.")));
    }

    /** @return the code that it will be closed with */
    private static CompletableFuture<Integer> socket(RunningJar jar, String token) {
        var closed = new CompletableFuture<Integer>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(jar.url().replace("http:", "ws:") + "/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        closed.complete(code);
                        return null;
                    }
                })
                .join();
        return closed;
    }

    private interface Call {
        Answer make() throws Exception;
    }

    private static CompletableFuture<Answer> async(Call call) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return call.make();
            } catch (Exception e) {
                throw new AssertionError("The request was not answered", e);
            }
        });
    }
}
