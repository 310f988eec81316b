package bridge.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar in a process of its own, which can be killed as a machine would kill it. */
public final class RunningJar implements AutoCloseable {

    private static final Path JAR = Path.of("target", "monday-bridge.jar").toAbsolutePath();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private RunningJar(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** @return a port nobody listens on at this moment */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts the jar and waits until it is ready.
     *
     * @param dir      its working folder, kept between starts
     * @param settings its whole configuration but the port; without {@code API_URL} it is reached directly
     */
    public static RunningJar start(Path dir, int port, Map<String, String> settings) throws IOException {
        RunningJar jar = launch(dir, port, settings, List.of());
        jar.awaitReady();
        return jar;
    }

    public void awaitReady() {
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(200))
                .failFast("The jar ended: " + log, () -> !process.isAlive())
                .ignoreExceptions()
                .until(this::isReady);
    }

    public boolean isReady() throws IOException, InterruptedException {
        return get("/actuator/health/readiness") == 200;
    }

    /** Starts the jar and does not wait. @param arguments such as {@code doctor} */
    public static RunningJar launch(Path dir, int port, Map<String, String> settings, List<String> arguments)
            throws IOException {
        return launch(dir, port, settings, List.of("-jar", JAR.toString()), arguments);
    }

    /** Starts what the options of the virtual machine name, and does not wait. */
    public static RunningJar launch(
            Path dir, int port, Map<String, String> settings, List<String> options, List<String> arguments)
            throws IOException {
        Files.createDirectories(dir);
        Path log = dir.resolve("jar.log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        command.addAll(options);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("MONDAY_") || key.startsWith("JWT_"));
        builder.environment().put("API_URL", "http://localhost:" + port);
        builder.environment().putAll(settings);
        builder.environment().put("API_PORT", Integer.toString(port));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // when nobody closes it
        return new RunningJar(process, log, port);
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** SIGKILL: nothing of the process gets to run. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** @return the exit status; fails when the process has not ended in time */
    public int waitForEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The jar is still running");
        }
        return process.exitValue();
    }

    private int get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** SIGTERM, as an operator stops it. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(35, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
