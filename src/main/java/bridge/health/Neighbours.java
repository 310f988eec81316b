package bridge.health;

import bridge.broker.BrokerContact;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The systems next to ours, as {@code /actuator/health} shows them. */
@Configuration(proxyBeanMethods = false)
class Neighbours {

    private static final int MILLIS = 3000;

    @Bean
    NeighbourHealth brokerHealthIndicator(BrokerContact broker) {
        return new NeighbourHealth(
                () -> {
                    broker.check();
                    return true;
                },
                Duration.ofSeconds(10));
    }

    /** Reads the server's greeting and takes leave: no login, so that a wrong password does not lock the account. */
    @Bean
    NeighbourHealth mailHealthIndicator(
            @Value("${bridge.mail.host}") String host,
            @Value("${bridge.mail.port}") int port,
            @Value("${bridge.mail.tls}") String tls) {
        boolean greets = !"implicit".equalsIgnoreCase(tls);
        return new NeighbourHealth(
                () -> {
                    try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress(host, port), MILLIS);
                        socket.setSoTimeout(MILLIS);
                        if (greets && socket.getInputStream().read() != '2') {
                            throw new IOException("no greeting");
                        }
                        if (greets) {
                            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
                        }
                        return true;
                    }
                },
                Duration.ofSeconds(30));
    }

    /** Makes no calls of its own: what the others hear is counted. */
    @Bean
    NeighbourHealth mondayHealthIndicator(MeterRegistry meters) {
        var answered = new AtomicLong();
        var unanswered = new AtomicLong();
        return new NeighbourHealth(
                () -> {
                    long answers = calls(meters, false);
                    long failures = calls(meters, true);
                    boolean reached = answers > answered.getAndSet(answers);
                    boolean failed = failures > unanswered.getAndSet(failures);
                    if (failed && !reached) {
                        throw new MondayAway();
                    }
                    return reached;
                },
                Duration.ofSeconds(5));
    }

    private static long calls(MeterRegistry meters, boolean unavailable) {
        return meters.find("bridge.monday.calls").timers().stream()
                .filter(timer -> "unavailable".equals(timer.getId().getTag("outcome")) == unavailable)
                .mapToLong(Timer::count)
                .sum();
    }

    private static final class MondayAway extends Exception {

        MondayAway() {
            super("monday did not answer", null, false, false);
        }
    }
}
