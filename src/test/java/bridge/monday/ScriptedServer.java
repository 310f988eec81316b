package bridge.monday;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of a few lines, so that it can also hang, cut answers short and drop connections. */
class ScriptedServer implements AutoCloseable {

    /** A request as it came. */
    record Seen(String line, Map<String, String> headers, String body) {}

    /** Writes an answer, or does not. */
    interface Answer {
        void write(Socket socket) throws IOException;
    }

    static final String GOOD = "{\"data\":{\"me\":{\"id\":\"1\"}},\"extensions\":{\"request_id\":\"r-1\"}}";

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ScriptedServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String url() {
        return "http://localhost:" + server.getLocalPort() + "/v2";
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next answers; afterwards all are good again. */
    void script(Answer... answers) {
        script.clear();
        script.addAll(List.of(answers));
        seen.clear();
    }

    static Answer json(int status, String body, String... headerLines) {
        return raw(status, "application/json; charset=utf-8", body, headerLines);
    }

    static Answer html(int status) {
        return raw(status, "text/html", "<html><body><h1>Bad day</h1></body></html>");
    }

    static Answer raw(int status, String type, String body, String... headerLines) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " Said\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                + "\r\n" + (headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n") + "\r\n";
        return socket -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
        };
    }

    static Answer truncated() {
        return socket -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"data\":"
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        };
    }

    static Answer dropped() {
        return Socket::close;
    }

    /** Says nothing until released. */
    static Answer hanging(CountDownLatch released) {
        return socket -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            json(200, GOOD).write(socket);
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Seen request = read(in);
            while (request != null) {
                seen.add(request);
                Answer next = script.poll();
                (next == null ? json(200, GOOD) : next).write(socket);
                request = socket.isClosed() ? null : read(in);
            }
        } catch (IOException e) {
            // The client went away, as some tests make it do.
            seen.removeIf(s -> s.line().isEmpty());
        }
    }

    private static Seen read(InputStream in) throws IOException {
        Queue<String> lines = new ArrayDeque<>();
        String line = line(in);
        while (line != null && !line.isEmpty()) {
            lines.add(line);
            line = line(in);
        }
        if (lines.isEmpty()) {
            return null;
        }
        String first = lines.remove();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.forEach(l -> headers.put(
                l.substring(0, l.indexOf(':')), l.substring(l.indexOf(':') + 1).strip()));
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Seen(first, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n') {
            if (c != '\r') {
                text.append((char) c);
            }
            c = in.read();
        }
        return c < 0 && text.isEmpty() ? null : text.toString();
    }
}
