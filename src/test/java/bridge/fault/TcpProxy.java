package bridge.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the service and one of its neighbours, and makes the line between them fail. */
final class TcpProxy implements AutoCloseable {

    private enum Line {
        WHOLE,
        /** Connections are accepted and nothing is passed on. */
        SILENT,
        /** Connections end as soon as they are made. */
        CUT
    }

    private final ServerSocket entrance;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private Line line = Line.WHOLE;

    /** @param port of the neighbour, on this machine */
    TcpProxy(int port) {
        behind = port;
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The neighbour is gone: connections break, and new ones do not come about. */
    void cut() {
        become(Line.CUT);
        breakConnections();
    }

    /** The neighbour accepts connections and never answers again. */
    void silence() {
        become(Line.SILENT);
    }

    /** The connections there are break; new ones are welcome. */
    void breakConnections() {
        open.forEach(TcpProxy::close);
    }

    /** All is well again; what waited goes on. */
    void heal() {
        become(Line.WHOLE);
    }

    private synchronized void become(Line state) {
        line = state;
        notifyAll();
    }

    private synchronized boolean isCut() {
        return line == Line.CUT;
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (line == Line.SILENT) {
            wait();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                // The entrance was closed, or the caller was gone before it was let in.
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            awaitSound();
            if (isCut()) {
                close(client);
                return;
            }
            var server = new Socket(InetAddress.getLoopbackAddress(), behind);
            open.add(server);
            threads.execute(() -> pass(client, server));
            pass(server, client);
        } catch (IOException e) {
            close(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            byte[] bytes = new byte[8192];
            for (int n = from.getInputStream().read(bytes);
                    n >= 0;
                    n = from.getInputStream().read(bytes)) {
                awaitSound();
                to.getOutputStream().write(bytes, 0, n);
            }
        } catch (IOException e) {
            // One of the two has gone, and the other goes with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        breakConnections();
        threads.shutdownNow();
    }
}
