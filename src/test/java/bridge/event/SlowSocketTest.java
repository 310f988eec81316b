package bridge.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who does not read what is sent holds up nobody else, and is shown out. */
class SlowSocketTest extends EventService {

    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void aSocketThatReadsTooSlowlyIsClosedWith4408WhileOthersHearAtOnce() throws Exception {
        String large = "x".repeat(180_000);
        var heard = new ByteArrayOutputStream();
        var trickle = Executors.newSingleThreadScheduledExecutor();
        try (Socket slow = open(clientToken(portal));
                var quick = SocketClient.ready(port, clientToken(portal))) {
            var reading = trickle.scheduleWithFixedDelay(() -> readSome(slow, heard), 0, 20, TimeUnit.MILLISECONDS);
            for (int i = 0; i < 45; i++) {
                Instant before = Instant.now();
                happens(portal, "event " + i, large);
                assertThat(quick.next().path("data").path("title").asText()).isEqualTo("event " + i);
                assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
            }

            reading.cancel(false);
            trickle.shutdown();
            assertThat(trickle.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            var all = new SequenceInputStream(new ByteArrayInputStream(heard.toByteArray()), slow.getInputStream());
            assertThat(closeCode(new DataInputStream(all))).isEqualTo(4408);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> metrics.get("bridge.sockets").gauge().value() == 1);
        } finally {
            trickle.shutdownNow();
        }
    }

    @Test
    void aSocketThatNeverReadsAgainIsGoneAfterAWhile() throws IOException {
        String large = "x".repeat(90_000);
        try (Socket dead = open(clientToken(portal))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> metrics.get("bridge.sockets").gauge().value() == 1);
            for (int i = 0; i < 120; i++) {
                happens(portal, "event " + i, large);
            }
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> metrics.get("bridge.sockets").gauge().value() == 0);
            assertThat(dead.isConnected()).isTrue();
        }
    }

    /** A handshake by hand: the libraries read ahead. */
    private Socket open(String token) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("localhost", port));
        String request = "GET /ws?token=" + token + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            answer.append((char) socket.getInputStream().read());
        }
        assertThat(answer).startsWith("HTTP/1.1 101");
        return socket;
    }

    private static void readSome(Socket socket, ByteArrayOutputStream heard) {
        try {
            heard.writeBytes(socket.getInputStream()
                    .readNBytes(Math.min(4096, socket.getInputStream().available())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads frames, as a server sends them: without masks. */
    private static int closeCode(DataInputStream frames) throws IOException {
        while (true) {
            int opcode = frames.readUnsignedByte() & 0x0f;
            long length = frames.readUnsignedByte();
            if (length == 126) {
                length = frames.readUnsignedShort();
            } else if (length == 127) {
                length = frames.readLong();
            }
            if (opcode == CLOSE) {
                return frames.readUnsignedShort();
            }
            assertThat(opcode).isIn(TEXT, 0x9, 0x0);
            frames.skipNBytes(length);
        }
    }
}
