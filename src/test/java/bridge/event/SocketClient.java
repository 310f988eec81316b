package bridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of {@code /ws} that keeps what it hears. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 20;

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    private SocketClient() {}

    /** @param headers name, value, name, value … */
    static SocketClient open(int port, String query, String... headers) {
        var client = new SocketClient();
        WebSocket.Builder opening = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            opening.header(headers[i], headers[i + 1]);
        }
        client.socket = opening.buildAsync(URI.create("ws://localhost:" + port + "/ws" + query), client)
                .join();
        return client;
    }

    /** One that is authenticated by its query, and ready. */
    public static SocketClient ready(int port, String token) {
        SocketClient client = open(port, "?token=" + token);
        client.expectReady();
        return client;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            heard.add(read(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    void authenticate(String token) {
        say("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
    }

    public JsonNode next() {
        try {
            JsonNode message = heard.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("a message within %s s", SECONDS).isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the id it is ready from */
    long expectReady() {
        JsonNode ready = next();
        assertThat(ready.path("type").asText()).isEqualTo("ready");
        return ready.path("last_event_id").longValue();
    }

    /** What has been heard and not been asked for. */
    public List<JsonNode> rest() {
        return List.copyOf(heard);
    }

    public int closeCode() {
        return closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static JsonNode read(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(message, e);
        }
    }
}
