package bridge.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server, bound to this machine alone, with the few helpers its handlers need. */
final class Http implements AutoCloseable {

    static {
        // Without it every answer on a kept connection waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /** @param port 0 for any free one */
    Http(String name, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        threads = Executors.newCachedThreadPool(Daemon.threads(name));
        server.setExecutor(threads);
    }

    void on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                e.printStackTrace();
                send(exchange, 500, "text/plain", String.valueOf(e).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    void start() {
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    static void json(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json; charset=utf-8", Json.bytes(body));
    }

    /** Sends a file of the class path. */
    static void resource(HttpExchange exchange, String name, String type) throws IOException {
        try (var file = Http.class.getResourceAsStream("/simulator/" + name)) {
            if (file == null) {
                send(exchange, 404, "text/plain", "Not found".getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, 200, type, file.readAllBytes());
            }
        }
    }

    /** Sends a script or a style sheet by its own name; false if the path is no such name. */
    static boolean asset(HttpExchange exchange) throws IOException {
        var name = exchange.getRequestURI().getPath().substring(1);
        if (!name.matches("[a-z]+\\.(js|css)")) {
            return false;
        }
        resource(exchange, name, name.endsWith("js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8");
        return true;
    }

    static boolean isJson(HttpExchange exchange) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.startsWith("application/json");
    }

    static Map<String, String> query(HttpExchange exchange) {
        return pairs(exchange.getRequestURI().getRawQuery());
    }

    /** @param raw a query or a form; null: none */
    static Map<String, String> pairs(String raw) {
        var values = new HashMap<String, String>();
        if (raw != null && !raw.isEmpty()) {
            for (var pair : raw.split("&", -1)) {
                var parts = pair.split("=", 2);
                values.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
