package bridge.event;

import jakarta.websocket.RemoteEndpoint;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is still to be sent to one socket, in order. Sending never holds a thread: the container calls back when the other side has
 * taken a message, and a slow one costs no more than its own queue.
 */
class SocketOutbox {

    /** Characters. More waiting than this is too slow; what one message needs is always let in. */
    private static final int MAX_WAITING = 1_000_000;

    private enum Send {
        CALLED,
        RETURNED,
        DONE
    }

    private final RemoteEndpoint.Async remote;
    private final Queue<String> waiting = new ArrayDeque<>();
    private final Queue<Runnable> whenSent = new ArrayDeque<>();
    private final Runnable onFailure;
    private int waitingChars;
    private boolean sending;
    private boolean closed;
    private long sendingSince;

    /** @param onFailure run when the connection cannot be written to any more */
    SocketOutbox(RemoteEndpoint.Async remote, Runnable onFailure) {
        this.remote = remote;
        this.onFailure = onFailure;
    }

    /** @return false when too much is waiting already; the message is dropped then */
    boolean offer(String message) {
        synchronized (this) {
            if (closed) {
                return true;
            }
            if (waitingChars > 0 && waitingChars + message.length() > MAX_WAITING) {
                return false;
            }
            waiting.add(message);
            waitingChars += message.length();
            if (sending) {
                return true;
            }
            sending = true;
        }
        sendAll();
        return true;
    }

    /** @param action run once, on the container's thread, when nothing waits any more */
    void whenSent(Runnable action) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (sending) {
                whenSent.add(action);
                return;
            }
        }
        action.run();
    }

    /** Drops what waits. @param action run when the message under way, if any, has left */
    void close(Runnable action) {
        synchronized (this) {
            closed = true;
            waiting.clear();
            waitingChars = 0;
            whenSent.clear();
            if (sending) {
                whenSent.add(action);
                return;
            }
        }
        action.run();
    }

    synchronized boolean isIdle() {
        return !sending;
    }

    /** How long the other side has not taken the message under way, in nanoseconds; 0 when there is none. */
    synchronized long stuckFor(long now) {
        return sending ? now - sendingSince : 0;
    }

    /** Only one thread at a time is in here: the one that set {@code sending}, then whichever the container calls back on. */
    private void sendAll() {
        boolean more = true;
        while (more) {
            String message = next();
            if (message == null) {
                return;
            }
            var state = new AtomicReference<>(Send.CALLED);
            try {
                remote.sendText(message, result -> {
                    if (!result.isOK()) {
                        fail();
                    } else if (state.getAndSet(Send.DONE) == Send.RETURNED) {
                        sendAll();
                    }
                });
            } catch (RuntimeException e) {
                fail();
                return;
            }
            more = state.getAndSet(Send.RETURNED) == Send.DONE;
        }
    }

    private String next() {
        Queue<Runnable> actions;
        synchronized (this) {
            String message = waiting.poll();
            if (message != null) {
                waitingChars -= message.length();
                sendingSince = System.nanoTime();
                return message;
            }
            sending = false;
            actions = new ArrayDeque<>(whenSent);
            whenSent.clear();
        }
        actions.forEach(Runnable::run);
        return null;
    }

    private void fail() {
        synchronized (this) {
            closed = true;
            sending = false;
            waiting.clear();
            whenSent.clear();
        }
        onFailure.run();
    }
}
