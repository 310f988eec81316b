package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands for the service that monday calls: remembers what came and answers as told, else with 200. */
final class FakeService implements AutoCloseable {
    private final Http http = new Http("service", 0);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> answers = new ConcurrentHashMap<>();

    record Call(String path, String query, Map<String, List<String>> headers, JsonNode body) {

        String header(String name) {
            return headers.get(name) == null ? null : headers.get(name).get(0);
        }
    }

    private record Reply(int status, Function<JsonNode, Object> body) {}

    FakeService() throws IOException {
        http.on("/", this::handle);
        http.start();
    }

    String url() {
        return http.url();
    }

    void answer(String path, int status, Object body) {
        answer(path, status, asked -> body);
    }

    void answer(String path, int status, Function<JsonNode, Object> body) {
        answers.put(path, new Reply(status, body));
    }

    List<Call> calls(String path) {
        return calls.stream().filter(c -> c.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = Json.read(exchange.getRequestBody().readAllBytes());
        var uri = exchange.getRequestURI();
        calls.add(new Call(uri.getPath(), uri.getRawQuery(), Map.copyOf(exchange.getRequestHeaders()), body));
        var reply = answers.getOrDefault(uri.getPath(), new Reply(200, asked -> Map.of()));
        Http.json(exchange, reply.status(), reply.body().apply(body));
    }

    @Override
    public void close() {
        http.close();
    }
}
