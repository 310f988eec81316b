package bridge.journey;

import static org.awaitility.Awaitility.await;

import bridge.DevApplication;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A part of the tests in a process of its own: what {@link DevApplication} runs for its first argument. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param log gets all that it prints */
    public static ChildProcess start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DevApplication.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // when nobody closes it
        return new ChildProcess(process, log);
    }

    /** @throws AssertionError when it has ended, with what it printed */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("The process ended: " + log());
        }
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits until it has printed an object of JSON on a line. */
    public JsonNode awaitJson() throws IOException {
        String line = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(this::json, Optional::isPresent)
                .orElseThrow();
        return new ObjectMapper().readTree(line);
    }

    private Optional<String> json() throws IOException {
        requireAlive();
        return log().lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .findFirst();
    }

    /** Ends its input, for which some wait, and waits for its end. @return the exit status */
    public int finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The process is still running: " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
