package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.ChildProcess;
import bridge.journey.PortalClient;
import bridge.journey.RunningJar;
import bridge.journey.Surroundings;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar, ended and started again and again on the same data, among a simulated monday, a mail server and clients
 * that live on: each in a process of its own.
 */
final class Scene implements AutoCloseable {

    /** No process has sent a mail this long after it was started. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Path dir;
    private final int port;
    private final HistoryFile history;
    private final List<ChildProcess> children = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>(Surroundings.OWN_SETTINGS);
    private final List<Instant> starts = new ArrayList<>();
    private String monday;
    private String mailbox;
    private UnpackedJar service;
    private RunningJar jar;
    private ChildProcess load;

    Scene(Path dir) throws IOException {
        this.dir = dir;
        this.port = RunningJar.freePort();
        this.history = new HistoryFile(dir.resolve("history"));
    }

    /** Starts all but the service and the clients. @param more settings of the service */
    void open(Map<String, String> more) throws IOException, InterruptedException {
        var team = child(
                "monday", "stand-ins", "only=monday", "board=tickets", "items=40", "customers=4", "service=" + url());
        var post = child("mailbox", "stand-ins", "only=mailbox");
        monday = read(team).required("page").textValue();
        mailbox = read(post).required("mailbox").textValue();
        service = UnpackedJar.get(settings);
        settings.put("BRIDGE_JOBS_LONGESTPAUSE", "10s"); // what failed often is not waited for by the hour
        settings.put("BRIDGE_JOBS_LEASE", "10s"); // what a process was doing when it ended is taken up soon
        settings.put("BRIDGE_JOBS_RENEWEVERY", "2s");
        settings.putAll(more);
    }

    private ChildProcess child(String name, String... arguments) throws IOException {
        ChildProcess child = ChildProcess.start(dir.resolve(name + ".log"), arguments);
        children.add(child);
        return child;
    }

    private JsonNode read(ChildProcess standIn) throws IOException {
        JsonNode printed = standIn.awaitJson();
        printed.path("settings")
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().textValue()));
        return printed;
    }

    StandIns standIns() {
        return new StandIns(monday, mailbox);
    }

    HistoryFile history() {
        return history;
    }

    String url() {
        return "http://localhost:" + port;
    }

    PortalClient staff() {
        return new PortalClient(url(), Surroundings.ADMIN_TOKEN);
    }

    /** @param tampering what {@link bridge.crash.inside} reads; empty for the service as it is */
    void launch(Map<String, String> tampering) throws IOException {
        jar = RunningJar.launch(dir.resolve("service"), port, settings, service.options(tampering), List.of());
        starts.add(Instant.now().plus(SILENCE));
    }

    void awaitReady() {
        jar.awaitReady();
    }

    /** Puts clients to work. @param who see {@link Everyone#run} */
    void startLoad(long seed, String... who) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("crash-load", history.path().toString(), url(), monday, mailbox, Long.toString(seed)));
        arguments.addAll(List.of(who));
        load = child("load", arguments.toArray(String[]::new));
    }

    /** Waits until so many more requests are acknowledged. */
    void awaitAnswers(int count) throws IOException {
        long before = history.acknowledged();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    load.requireAlive();
                    return history.acknowledged() >= before + count;
                });
    }

    /** Waits for the last answers; fails when a client failed. */
    void finishLoad() throws IOException, InterruptedException {
        assertThat(load.finish()).as(load.log()).isZero();
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
        try {
            if (jar != null) {
                jar.kill();
            }
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
    }
}
