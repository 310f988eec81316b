package bridge.command;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The broker, when it is not the one inside the service. */
@Component
@Lazy
@Order(7)
class BrokerLook implements Check {

    private static final int PATIENCE_SECONDS = 8;

    private final ObjectProvider<ConnectionFactory> broker;
    private final String url;

    BrokerLook(ObjectProvider<ConnectionFactory> broker, @Value("${bridge.broker.url}") String url) {
        this.broker = broker;
        this.url = url.strip();
    }

    @Override
    public String subject() {
        return "broker";
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        if (url.isEmpty()) {
            return List.of(Finding.ok("broker", "embedded, starts with the service; serves one node"));
        }
        // A failover address would try for ever.
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            var daemon = new Thread(task, "doctor-broker");
            daemon.setDaemon(true);
            return daemon;
        });
        Future<Boolean> connected = thread.submit(this::connect);
        try {
            connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return List.of(Finding.ok("broker", "answers"));
        } catch (ExecutionException | TimeoutException e) {
            return List.of(
                    Finding.fail(
                            "broker",
                            "does not answer or does not accept us: see ACTIVEMQ_BROKER_URL, ACTIVEMQ_USER, ACTIVEMQ_PASSWORD"));
        } finally {
            thread.shutdownNow();
        }
    }

    private boolean connect() throws JMSException {
        try (Connection connection = broker.getObject().createConnection()) {
            connection.start();
            return true;
        }
    }
}
