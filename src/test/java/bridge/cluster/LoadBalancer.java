package bridge.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What stands before the nodes: it asks each once a second whether it is ready, and sends every request to the next of those that
 * were. It tries nothing twice: what a node does not answer is answered with 502 and kept as a failure.
 */
final class LoadBalancer implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "transfer-encoding", "expect", "upgrade", "http2-settings");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<String> nodes;
    private final ScheduledFuture<?> looking;
    private volatile List<String> ready = List.of();

    LoadBalancer(List<String> nodes) throws IOException {
        this.nodes = nodes;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        looking = clock.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Those to which requests are sent at the moment. */
    List<String> ready() {
        return ready;
    }

    /** What was not answered, or answered with 5xx, since the last time this was asked. */
    List<String> takeFailures() {
        return IntStream.range(0, failures.size())
                .mapToObj(i -> failures.remove())
                .toList();
    }

    private void look() {
        ready = nodes.stream().filter(this::isReady).toList();
    }

    private boolean isReady(String node) {
        try {
            var request = HttpRequest.newBuilder(URI.create(node + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(3));
            return http.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (HttpTimeoutException e) {
            return ready.contains(node); // a busy one is as it was
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            List<String> now = ready;
            if (now.isEmpty()) {
                failures.add(what + ": no node is ready");
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            String node = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            try {
                HttpResponse<byte[]> answer = http.send(forward(exchange, node), BodyHandlers.ofByteArray());
                if (answer.statusCode() >= 500) {
                    failures.add(
                            what + " at " + node + ": " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
                }
                give(exchange, answer);
            } catch (IOException e) {
                failures.add(what + " at " + node + ": " + e);
                exchange.sendResponseHeaders(502, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static HttpRequest forward(HttpExchange exchange, String node) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var request = HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(40))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void give(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        looking.cancel(true);
        clock.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }
}
