package bridge.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.BridgeApplication;
import bridge.journey.PortalClient;
import bridge.journey.Surroundings;
import bridge.simulator.SimulatedMonday;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * What reads cost, against a plain Spring handler that answers as many bytes on the same server. Not a test of its own accord;
 * {@code ./mvnw test -Dtest=HttpBenchmark -Djacoco.skip -DargLine=} prints a table and writes it to {@code target/benchmark.txt}.
 *
 * <p>The load comes from another process, in rounds through all the requests, so that what else the machine does falls on all
 * alike. Only ratios within one run mean something.
 */
class HttpBenchmark {

    private static final int ITEMS = 2500;
    private static final int CUSTOMERS = 40;
    private static final int CALLERS = 64;
    private static final int ROUNDS = 7;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int SECONDS = 4;

    /** @param baseline the name of the plain request to compare with */
    private record Request(String name, String baseline, int status, String path, Map<String, String> headers) {}

    private record Sample(double perSecond, double cpuMicros, int medianMicros, int slowMicros) {}

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void compares(@TempDir Path dir) throws Exception {
        try (var surroundings = Surroundings.start()) {
            surroundings.monday().seedItems(ITEMS, CUSTOMERS);
            String url = "http://localhost:" + settings(surroundings, dir);
            try (var service = new SpringApplicationBuilder(BridgeApplication.class)
                    .profiles("benchmark")
                    .run()) {
                assertThat(service.isRunning()).isTrue();
                var staff = new PortalClient(url, Surroundings.ADMIN_TOKEN);
                await().atMost(Duration.ofMinutes(2)).until(() -> Integer.toString(ITEMS)
                        .equals(staff.get("/tickets?limit=1").header("X-Total-Count")));
                String token = surroundings.login(url, SimulatedMonday.customerEmail(0));
                report(measure(url, requests(new PortalClient(url, token), token)));
            }
        }
    }

    private static List<Request> requests(PortalClient client, String token) throws Exception {
        String list = "/tickets/" + SimulatedMonday.customerPortalId(0);
        PortalClient.Answer tickets = client.get(list);
        PortalClient.Answer health = client.get("/health");
        assertThat(tickets.body()).hasSizeGreaterThan(ITEMS / CUSTOMERS / 2);
        String ticket = list + "/" + tickets.body().get(0).required("id").textValue();
        int listBytes = bytes(tickets);
        int ticketBytes = bytes(client.get(ticket));
        var login = Map.of("Authorization", "Bearer " + token);
        var unchanged = new LinkedHashMap<>(login);
        unchanged.put("If-None-Match", tickets.header("ETag"));
        return List.of(
                plain(bytes(health)),
                new Request("GET /health", plain(bytes(health)).name(), 200, "/health", Map.of()),
                plain(ticketBytes),
                new Request("GET a ticket", plain(ticketBytes).name(), 200, ticket, login),
                plain(listBytes),
                new Request(
                        "GET " + tickets.body().size() + " tickets",
                        plain(listBytes).name(),
                        200,
                        list,
                        login),
                new Request("the same, unchanged", plain(bytes(health)).name(), 304, list, unchanged));
    }

    private static int bytes(PortalClient.Answer answer) {
        return answer.http().body().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Request plain(int bytes) {
        return new Request("plain, " + bytes + " bytes", "", 200, PlainHandler.PATH + bytes, Map.of());
    }

    private Map<Request, List<Sample>> measure(String url, List<Request> requests) throws Exception {
        Map<Request, List<Sample>> samples = new LinkedHashMap<>();
        Process load = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "benchmarks/Load.java")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var commands = new PrintStream(load.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader results = load.inputReader(StandardCharsets.UTF_8)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Request request : requests) {
                    Sample sample = sample(url, request, commands, results);
                    if (round >= WARM_UP_ROUNDS) {
                        samples.computeIfAbsent(request, r -> new ArrayList<>()).add(sample);
                    }
                }
            }
        } finally {
            load.destroy();
        }
        return samples;
    }

    private Sample sample(String url, Request request, PrintStream commands, BufferedReader results)
            throws IOException {
        var command = new StringBuilder()
                .append(SECONDS)
                .append('\t')
                .append(CALLERS)
                .append('\t')
                .append(request.status())
                .append('\t')
                .append(url)
                .append(request.path());
        request.headers()
                .forEach((name, value) ->
                        command.append('\t').append(name).append('\t').append(value));
        long cpu = machine.getProcessCpuTime();
        commands.println(command);
        String[] result = results.readLine().split(" ");
        long used = (machine.getProcessCpuTime() - cpu) / 1000;
        int count = Integer.parseInt(result[0]);
        assertThat(result[1]).as("failures of " + request.name()).isEqualTo("0");
        return new Sample(
                (double) count / SECONDS,
                (double) used / count,
                Integer.parseInt(result[2]),
                Integer.parseInt(result[3]));
    }

    private static void report(Map<Request, List<Sample>> samples) throws IOException {
        Map<String, Sample> medians = new LinkedHashMap<>();
        samples.forEach((request, all) -> medians.put(request.name(), median(all)));
        var table = new StringBuilder();
        table.append("%-28s %8s %9s %9s %12s %14s %14s%n"
                .formatted("", "req/s", "p50 ms", "p99 ms", "CPU us/req", "CPU / plain", "req/s / plain"));
        samples.keySet().forEach(request -> {
            Sample own = medians.get(request.name());
            Sample plain = medians.getOrDefault(request.baseline(), own);
            table.append("%-28s %8.0f %9.1f %9.1f %12.0f %13.2fx %13.2fx%n"
                    .formatted(
                            request.name(),
                            own.perSecond(),
                            own.medianMicros() / 1000.0,
                            own.slowMicros() / 1000.0,
                            own.cpuMicros(),
                            own.cpuMicros() / plain.cpuMicros(),
                            own.perSecond() / plain.perSecond()));
        });
        table.append("JDK %s, %d processors, %d callers, medians of %d samples of %d s%n"
                .formatted(
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        CALLERS,
                        ROUNDS - WARM_UP_ROUNDS,
                        SECONDS));
        Files.writeString(Path.of("target", "benchmark.txt"), table);
        System.out.print(table);
    }

    private static Sample median(List<Sample> samples) {
        return samples.stream()
                .sorted(Comparator.comparingDouble(Sample::cpuMicros))
                .toList()
                .get(samples.size() / 2);
    }

    /** @return the port */
    private static int settings(Surroundings surroundings, Path dir) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        surroundings.settings().forEach(System::setProperty);
        System.setProperty("API_PORT", Integer.toString(port));
        System.setProperty("API_URL", "http://localhost:" + port);
        System.setProperty("DATA_DIR", dir.toString());
        return port;
    }
}
