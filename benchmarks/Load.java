import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends one kind of request over and over, from a process of its own. Reads lines from its input: the seconds, the number of
 * callers, the status that is expected, the address, then pairs of header and value, separated by tabs. Answers each with the
 * number of requests, of failures, and the median and 99th percentile in microseconds.
 */
final class Load {

    public static void main(String[] args) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] parts = line.split("\t");
            var request = HttpRequest.newBuilder(URI.create(parts[3])).timeout(Duration.ofSeconds(10));
            for (int i = 4; i + 1 < parts.length; i += 2) {
                request.header(parts[i], parts[i + 1]);
            }
            System.out.println(run(
                    http, request.build(), Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
        }
    }

    private static String run(HttpClient http, HttpRequest request, int seconds, int callers, int expected) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var failures = new AtomicInteger();
        var micros = new ConcurrentLinkedQueue<Integer>();
        CompletableFuture<?>[] running = new CompletableFuture<?>[callers];
        for (int caller = 0; caller < callers; caller++) {
            running[caller] = CompletableFuture.runAsync(() -> {}).thenCompose(x -> again(http, request, end, expected, failures, micros));
        }
        CompletableFuture.allOf(running).join();
        int[] sorted = micros.stream().mapToInt(Integer::intValue).sorted().toArray();
        return sorted.length + " " + failures + " " + at(sorted, 0.5) + " " + at(sorted, 0.99);
    }

    private static CompletableFuture<Void> again(
            HttpClient http,
            HttpRequest request,
            long end,
            int expected,
            AtomicInteger failures,
            ConcurrentLinkedQueue<Integer> micros) {
        long start = System.nanoTime();
        if (start >= end) {
            return CompletableFuture.completedFuture(null);
        }
        return http.sendAsync(request, BodyHandlers.discarding())
                .handle((answer, failure) -> {
                    if (failure != null || answer.statusCode() != expected) {
                        failures.incrementAndGet();
                    }
                    micros.add((int) ((System.nanoTime() - start) / 1000));
                    return null;
                })
                .thenComposeAsync(x -> again(http, request, end, expected, failures, micros));
    }

    private static int at(int[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * part))];
    }
}
