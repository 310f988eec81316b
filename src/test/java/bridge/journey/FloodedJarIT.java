package bridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.simulator.Mail;
import bridge.simulator.SmtpFault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar, in 512 MB of heap, is asked for ten times the mails that a slow mail server takes from it.
 * {@code -Dbridge.flood.seconds=300} for five minutes of it.
 */
@Tag("long")
class FloodedJarIT {

    private static final int SECONDS = Integer.getInteger("bridge.flood.seconds", 10);
    private static final int A_SECOND = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    @Test
    void moreThanTheMailServerTakesIsKeptAndSentLater(@TempDir Path dir) throws Exception {
        try (var around = Surroundings.start();
                RunningJar jar = RunningJar.start(dir, RunningJar.freePort(), around.settings())) {
            around.monday().app().serveAt(jar.url());
            // Eight consumers, about eight answers a mail: some four mails a second.
            around.mailbox().fail(SmtpFault.tarpit(Duration.ofMillis(250)));

            flood(around, jar);

            int sentMeanwhile = around.mailbox().count();
            assertThat(answers).containsOnly(200);
            assertThat(accepted).hasSizeGreaterThan(10 * sentMeanwhile);
            around.mailbox().recover();
            await().atMost(Duration.ofSeconds(60 + 2L * SECONDS * A_SECOND / 30))
                    .until(() -> around.mailbox().count() >= accepted.size());
            Map<String, Long> copies =
                    around.mailbox().all().stream().collect(Collectors.groupingBy(Mail::to, Collectors.counting()));
            assertThat(accepted).allSatisfy(address -> assertThat(copies).containsEntry(address, 1L));
            var staff = new PortalClient(jar.url(), Surroundings.ADMIN_TOKEN);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(staff) == 0);
            assertThat(jar.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private void flood(Surroundings around, RunningJar jar) throws InterruptedException {
        var sent = new AtomicInteger();
        var senders = Executors.newScheduledThreadPool(16);
        var beat = senders.scheduleAtFixedRate(
                () -> {
                    for (int i = 0; i < A_SECOND / 10; i++) {
                        senders.execute(() -> ask(around, jar, sent.incrementAndGet()));
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
        assertThat(senders.awaitTermination(SECONDS, TimeUnit.SECONDS)).isFalse();
        beat.cancel(false);
        senders.shutdown();
        assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private void ask(Surroundings around, RunningJar jar, int number) {
        String address = "customer" + number + "@flood.example";
        var app = around.monday().app();
        Map<String, Object> call = Map.of(
                "payload",
                Map.of("inputFields", Map.of("email", address, "message", "x".repeat(2000))),
                "runtimeMetadata",
                Map.of("actionUuid", UUID.randomUUID(), "triggerUuid", UUID.randomUUID()));
        try {
            var request = HttpRequest.newBuilder(URI.create(jar.url() + "/mail/send"))
                    .header("Content-Type", "application/json")
                    .header(
                            "Authorization",
                            app.tokens().action(around.monday().admin(), app.serviceUrl() + "/mail/send"))
                    .timeout(Duration.ofSeconds(30))
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(call)))
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            answers.add(status);
            if (status == 200) {
                accepted.add(address);
            }
        } catch (Exception e) {
            answers.add(0);
        }
    }

    private static long waiting(PortalClient staff) throws Exception {
        long jobs = 0;
        for (JsonNode queue : staff.get("/admin/status").body().path("queues")) {
            jobs += queue.path("count").asLong();
        }
        return jobs;
    }
}
