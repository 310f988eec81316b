package bridge.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** {@code GET /ws}: a socket that hears events once it is authenticated; what else it says is ignored. */
@Component("sockets")
public class SocketHandler extends TextWebSocketHandler implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);
    private static final Duration GOODBYES = Duration.ofSeconds(3);

    /** Before the web server waits for its requests to finish. */
    private static final int PHASE = Integer.MAX_VALUE - 512;

    private final SocketAuthentication authentication;
    private final LiveSessions sessions;
    private final ObjectMapper json;
    private final TaskExecutor executor;
    private final Map<String, SocketConnection> connections = new ConcurrentHashMap<>();
    private volatile boolean running;

    SocketHandler(
            SocketAuthentication authentication,
            LiveSessions sessions,
            ObjectMapper json,
            @Qualifier("socketExecutor") TaskExecutor executor) {
        this.authentication = authentication;
        this.sessions = sessions;
        this.json = json;
        this.executor = executor;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        ((StandardWebSocketSession) socket)
                .getNativeSession()
                .getUserProperties()
                .put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", 5000L);
        var connection = new SocketConnection(socket, executor);
        connections.put(socket.getId(), connection);
        Handshake handshake = Handshake.of(socket);
        if (!running) {
            connection.end(Ending.RESTART);
        } else if (!handshake.originAllowed()) {
            connection.end(Ending.FOREIGN_ORIGIN);
        } else if (handshake.token() != null) {
            authenticate(connection, handshake.token(), handshake.since());
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        SocketConnection connection = connections.get(socket.getId());
        if (connection == null || connection.isEnding()) {
            return;
        }
        String whole = connection.take(message.getPayload(), message.isLast());
        if (whole != null) {
            hear(socket, connection, read(whole));
        }
    }

    /** In parts, so that the container keeps no large buffer for each of many sockets that say little. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    private void hear(WebSocketSession socket, SocketConnection connection, JsonNode said) {
        switch (said.path("type").asText()) {
            case "ping" -> connection.pong();
            case "auth" -> {
                String since = said.hasNonNull("since")
                        ? said.get("since").asText()
                        : Handshake.of(socket).since();
                authenticate(connection, said.path("token").asText(), since);
            }
            default -> LOG.trace("A client's message is ignored");
        }
    }

    private void authenticate(SocketConnection connection, String token, String since) {
        try {
            authentication.authenticate(connection, token, since);
        } catch (RuntimeException e) {
            LOG.warn("A socket could not be authenticated", e);
            connection.end(Ending.TRY_LATER);
        }
    }

    private JsonNode read(String text) {
        try {
            JsonNode node = json.readTree(text);
            return node == null ? json.missingNode() : node;
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
        SocketConnection connection = connections.get(socket.getId());
        if (connection != null) {
            connection.heardPong();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession socket, Throwable failure) {
        LOG.debug("A socket broke: {}", failure.getClass().getSimpleName());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        SocketConnection connection = connections.remove(socket.getId());
        if (connection != null && connection.session() != null) {
            sessions.close(connection.session());
        }
    }

    /** Keeps the living alive and ends the others; called about twice a second. */
    public void tend() {
        Instant now = Instant.now();
        connections.values().forEach(connection -> connection.tend(now));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        connections.values().forEach(connection -> connection.end(Ending.RESTART));
        long deadline = System.nanoTime() + GOODBYES.toNanos();
        try {
            while (!connections.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
