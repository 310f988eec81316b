package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Calls the service under test, repeats what it should, and remembers all of it. */
final class ServiceCalls implements AutoCloseable {
    private static final int KEPT = 20_000;

    private final World world;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(8, Daemon.threads("call"));
    private final List<AppCall> calls = new ArrayList<>();
    private volatile String serviceUrl = "http://localhost:8080";
    private volatile Duration pause;
    private long numbers;

    /**
     * How a kind of call is made.
     *
     * @param headers made anew for each try, as tokens grow old
     * @param tries how many at most
     * @param judge what an answer makes of the call; {@code WAITING} is tried again
     */
    record Manner(
            Supplier<Map<String, String>> headers,
            Duration timeout,
            int tries,
            BiFunction<AppCall, ServiceAnswer, AppCall.State> judge) {}

    ServiceCalls(World world, Duration pause) {
        this.world = world;
        this.pause = pause;
    }

    void serveAt(String url) {
        serviceUrl = url;
    }

    String serviceUrl() {
        return serviceUrl;
    }

    /** Between two tries; monday's own is a minute or so. */
    void retryEvery(Duration time) {
        pause = time;
    }

    AppCall newCall(String what, String path, JsonNode body, long automationId) {
        synchronized (calls) {
            var call = new AppCall(++numbers, what, path, body, automationId, world.now());
            calls.add(call);
            if (calls.size() > KEPT) {
                calls.remove(0);
            }
            return call;
        }
    }

    List<AppCall> all() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    void forget() {
        synchronized (calls) {
            calls.clear();
        }
    }

    /** Makes the call, and repeats it, without keeping anybody waiting. */
    void submit(AppCall call, Manner manner) {
        schedule(call, manner, Duration.ZERO);
    }

    /** Makes the call once, while somebody waits. */
    ServiceAnswer once(AppCall call, Manner manner) {
        var answer = send(call, manner);
        var state = manner.judge().apply(call, answer);
        if (state != AppCall.State.WAITING) {
            return answer;
        }
        call.becomes(AppCall.State.FAILED, "Not answered");
        return answer;
    }

    private void schedule(AppCall call, Manner manner, Duration after) {
        if (!worker.isShutdown()) {
            var unused = worker.schedule(() -> attempt(call, manner), after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(AppCall call, Manner manner) {
        var state = manner.judge().apply(call, send(call, manner));
        if (state != AppCall.State.WAITING) {
            return;
        }
        if (call.tries.size() < manner.tries()) {
            schedule(call, manner, pause);
        } else {
            call.becomes(AppCall.State.FAILED, "Given up after " + call.tries.size() + " tries");
        }
    }

    private ServiceAnswer send(AppCall call, Manner manner) {
        try {
            var request = HttpRequest.newBuilder(URI.create(serviceUrl + call.path()))
                    .timeout(manner.timeout())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            call.body().isTextual()
                                    ? call.body().textValue().getBytes(StandardCharsets.UTF_8)
                                    : Json.bytes(call.body())));
            manner.headers().get().forEach(request::setHeader);
            var sent = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            call.tries.add(String.valueOf(sent.statusCode()));
            var type = sent.headers().firstValue("Content-Type").orElse("");
            var answer = ServiceAnswer.of(sent.statusCode(), type, sent.body());
            call.answered(answer.text());
            return answer;
        } catch (IOException | RuntimeException e) {
            call.tries.add(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ServiceAnswer.NONE;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
