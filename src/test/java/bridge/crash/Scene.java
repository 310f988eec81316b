package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.PortalClient;
import bridge.journey.RunningJar;
import bridge.journey.Surroundings;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The packaged jar in a process of its own, ended and started again and again on the same data, among a simulated monday, a
 * mail server and clients that live on.
 */
final class Scene implements AutoCloseable {

    /** No process has sent a mail this long after it was started. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Surroundings surroundings = Surroundings.start();
    private final Map<String, String> settings = surroundings.settings();
    private final Path dir;
    private final UnpackedJar service;
    private final int port;
    private final List<Instant> starts = new ArrayList<>();
    private RunningJar jar;

    /** @param more settings beside those of the surroundings */
    Scene(Path dir, Map<String, String> more) throws IOException, InterruptedException {
        this.dir = dir.resolve("service");
        this.port = RunningJar.freePort();
        service = UnpackedJar.get(settings);
        settings.put("BRIDGE_JOBS_LONGESTPAUSE", "20s"); // what failed often is not waited for by the hour
        settings.putAll(more);
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // threads of the mail server miss a sender that was killed
        surroundings.monday().app().serveAt("http://localhost:" + port);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    String url() {
        return "http://localhost:" + port;
    }

    PortalClient staff() {
        return new PortalClient(url(), Surroundings.ADMIN_TOKEN);
    }

    /** @param tampering what {@link bridge.crash.inside} reads; empty for the service as it is */
    void launch(Map<String, String> tampering) throws IOException {
        jar = RunningJar.launch(dir, port, settings, service.options(tampering), List.of());
        starts.add(Instant.now().plus(SILENCE));
    }

    void awaitReady() {
        jar.awaitReady();
    }

    void kill() throws InterruptedException {
        jar.kill();
    }

    /** Waits until the process has ended itself. */
    void awaitHalt() throws InterruptedException {
        assertThat(jar.waitForEnd(Duration.ofMinutes(3))).isEqualTo(137);
    }

    /** @return which process was running then, counted from 1 */
    long lifeAt(Instant moment) {
        return starts.stream().filter(start -> !start.isAfter(moment)).count();
    }

    /** Waits until all accepted work is done. */
    void awaitRest() {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(unfinished()).isEmpty());
    }

    private List<String> unfinished() throws IOException, InterruptedException {
        List<String> unfinished = new ArrayList<>();
        for (JsonNode queue : staff().get("/admin/status").body().path("queues")) {
            if (!queue.path("state").asText().equals("done")) {
                unfinished.add(queue.toString());
            }
        }
        return unfinished;
    }

    @Override
    public void close() throws InterruptedException {
        Awaitility.reset();
        if (jar != null) {
            jar.close();
        }
        surroundings.close();
    }
}
