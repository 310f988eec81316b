package bridge.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before the mail server, passes the conversation on line by line and gets in its way when a fault is armed. */
final class SmtpFront implements AutoCloseable {
    private static final Optional<SmtpFault> NONE = Optional.empty();

    private final ServerSocket entrance;
    private final int behind;
    private final SmtpFaults faults;
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemon.threads("smtp"));

    /**
     * @param port 0 for any free one
     * @param behind the port of the server itself
     */
    SmtpFront(int port, int behind, SmtpFaults faults) throws IOException {
        this.entrance = new ServerSocket(port, 128, InetAddress.getLoopbackAddress());
        this.behind = behind;
        this.faults = faults;
        threads.execute(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                threads.execute(() -> converse(client));
            } catch (IOException e) {
                // The entrance was closed, or the caller was gone before it was let in.
            }
        }
    }

    private void converse(Socket socket) {
        try (var client = new Line(socket)) {
            if (faults.take(SmtpFault.Stage.CONNECT).isPresent()) {
                return;
            }
            var busy = faults.take(SmtpFault.Stage.GREETING);
            if (busy.isPresent()) {
                client.write(busy.get().reply());
                return;
            }
            try (var server = new Line(new Socket(InetAddress.getLoopbackAddress(), behind))) {
                relay(client, server);
            }
        } catch (IOException e) {
            // One of the two hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay(Line client, Line server) throws IOException, InterruptedException {
        answer(client, server);
        for (var line = client.read(); line != null; line = client.read()) {
            var command = line.toUpperCase(Locale.ROOT);
            var refused = command.startsWith("MAIL")
                    ? faults.take(SmtpFault.Stage.MAIL)
                    : command.startsWith("RCPT") ? faults.take(SmtpFault.Stage.RCPT) : NONE;
            if (refused.isPresent()) {
                pause();
                client.write(refused.get().reply());
                continue;
            }
            var lost = command.equals("DATA") ? faults.take(SmtpFault.Stage.DATA) : NONE;
            if (lost.isPresent()) {
                swallow(client, lost.get().reply());
                continue;
            }
            server.write(line);
            var reply = answer(client, server);
            if (command.startsWith("QUIT") || (reply.startsWith("354") && !content(client, server))) {
                return;
            }
        }
    }

    /** Takes the content and throws it away, without the server behind knowing of it. */
    private void swallow(Line client, String reply) throws IOException, InterruptedException {
        client.write("354 Start mail input");
        var line = client.read();
        while (line != null && !line.equals(".")) {
            line = client.read();
        }
        pause();
        client.write(reply);
    }

    /** @return false when the conversation is over */
    private boolean content(Line client, Line server) throws IOException, InterruptedException {
        if (faults.take(SmtpFault.Stage.CONTENT).isPresent()) {
            server.write(client.read());
            return false;
        }
        for (var line = client.read(); line != null; line = client.read()) {
            server.write(line);
            if (line.equals(".")) {
                break;
            }
        }
        if (faults.take(SmtpFault.Stage.ANSWER_LOST).isPresent()) {
            server.reply();
            return false;
        }
        answer(client, server);
        return true;
    }

    private String answer(Line client, Line server) throws IOException, InterruptedException {
        var reply = server.reply();
        pause();
        client.write(reply);
        return reply;
    }

    private void pause() throws InterruptedException {
        Thread.sleep(faults.tarpit().toMillis());
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        threads.shutdownNow();
    }

    /** One side of the conversation; bytes pass unchanged. */
    private static final class Line implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        /** @return null at the end */
        String read() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    var text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                }
                line.write(b);
            }
            return null;
        }

        /** A whole reply, of several lines perhaps. */
        String reply() throws IOException {
            var reply = new StringBuilder();
            for (var line = read(); line != null; line = read()) {
                reply.append(line);
                if (line.length() < 4 || line.charAt(3) != '-') {
                    return reply.toString();
                }
                reply.append("\r\n");
            }
            throw new IOException("the mail server hung up");
        }

        void write(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
