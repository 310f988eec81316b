package bridge.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;

/** A raw WebSocket. */
class SocketConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

    private static final Duration AUTHENTICATE_WITHIN = Duration.ofSeconds(5);
    private static final Duration PING_EVERY = Duration.ofSeconds(25);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(70);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(15);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    /** Characters. */
    private static final int MAX_MESSAGE = 64 * 1024;

    /** What a client may send in {@link #MESSAGES_WITHIN}. */
    private static final int MAX_MESSAGES = 60;

    private static final Duration MESSAGES_WITHIN = Duration.ofSeconds(10);

    private final WebSocketSession socket;
    private final SocketOutbox outbox;
    private final Executor executor;
    private final long openedAt = System.nanoTime();
    private volatile long heardAt = openedAt;
    private volatile long pingedAt = openedAt;
    private volatile long endingSince;
    private volatile Ending ending;
    private volatile LiveSession session;
    // Of the container's reading side, which is one thread at a time.
    private StringBuilder said = new StringBuilder(0);
    private long countedFrom = openedAt;
    private int messages;

    /** @param executor for what may wait for the other side: pings and farewells */
    SocketConnection(WebSocketSession socket, Executor executor) {
        this.socket = socket;
        this.executor = executor;
        this.outbox = new SocketOutbox(
                ((StandardWebSocketSession) socket).getNativeSession().getAsyncRemote(),
                () -> executor.execute(this::abort));
    }

    /** @return null while it is not known who this is */
    LiveSession session() {
        return session;
    }

    void authenticated(LiveSession known) {
        session = known;
    }

    boolean isEnding() {
        return ending != null;
    }

    @Override
    public void ready(long lastEventId) {
        send("{\"type\":\"ready\",\"last_event_id\":" + lastEventId + "}");
    }

    @Override
    public void event(LiveEvent event) {
        send(event.json());
    }

    @Override
    public void resync() {
        send("{\"type\":\"resync\"}");
    }

    void pong() {
        send("{\"type\":\"pong\"}");
    }

    private void send(String message) {
        if (!outbox.offer(message)) {
            end(Ending.TOO_SLOW);
        }
    }

    @Override
    public void whenSent(Runnable action) {
        outbox.whenSent(() -> executor.execute(action));
    }

    @Override
    public void end(Ending why) {
        synchronized (this) {
            if (ending != null) {
                return;
            }
            endingSince = System.nanoTime();
            ending = why;
        }
        outbox.close(() -> executor.execute(this::sayGoodbye));
    }

    /** @return the message once its last part is there; null: not yet, or too much was said and the connection ends */
    String take(String part, boolean last) {
        heardAt = System.nanoTime();
        if (said.length() + part.length() > MAX_MESSAGE) {
            end(Ending.TOO_LARGE);
            return null;
        }
        if (!last) {
            said.append(part);
            return null;
        }
        String whole = said.isEmpty() ? part : said.append(part).toString();
        said = new StringBuilder(0);
        if (!isWithinRate()) {
            end(Ending.TOO_TALKATIVE);
            return null;
        }
        return whole;
    }

    private boolean isWithinRate() {
        if (heardAt - countedFrom > MESSAGES_WITHIN.toNanos()) {
            countedFrom = heardAt;
            messages = 0;
        }
        return ++messages <= MAX_MESSAGES;
    }

    void heardPong() {
        heardAt = System.nanoTime();
    }

    /** Ends what has to end and pings what is silent; called about twice a second. */
    void tend(Instant time) {
        long now = System.nanoTime();
        if (ending != null) {
            if (now - endingSince > CLOSE_WITHIN.toNanos()) {
                endingSince = now;
                executor.execute(this::abort);
            }
        } else if (session == null && now - openedAt > AUTHENTICATE_WITHIN.toNanos()) {
            end(Ending.NOT_AUTHENTICATED);
        } else if (outbox.stuckFor(now) > STUCK_AFTER.toNanos()) {
            end(Ending.TOO_SLOW);
        } else if (now - heardAt > DEAD_AFTER.toNanos()) {
            executor.execute(this::abort);
        } else if (now - pingedAt > PING_EVERY.toNanos() && outbox.isIdle()) {
            pingedAt = now;
            executor.execute(this::ping);
        }
    }

    private void ping() {
        try {
            if (socket.isOpen() && ending == null) {
                socket.sendMessage(new PingMessage(ByteBuffer.wrap(new byte[] {1})));
            }
        } catch (IOException | RuntimeException e) {
            abort();
        }
    }

    private void sayGoodbye() {
        close(new CloseStatus(ending.code(), ending.reason()));
    }

    /** The other side is not there, or takes nothing. */
    private void abort() {
        close(ending == null ? CloseStatus.GOING_AWAY : new CloseStatus(ending.code(), ending.reason()));
    }

    private void close(CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException | RuntimeException e) {
            LOG.debug("A socket could not be closed in order");
        }
    }
}
