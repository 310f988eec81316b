package bridge.board;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives every challenge back, as the service does, unless told to be deaf. */
class ChallengeServer implements AutoCloseable {

    final List<String> queries = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean deaf;

    ChallengeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/webhooks/monday", call -> {
            byte[] body = call.getRequestBody().readAllBytes();
            queries.add(call.getRequestURI().getQuery());
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(deaf ? 404 : 200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void deaf(boolean on) {
        deaf = on;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
