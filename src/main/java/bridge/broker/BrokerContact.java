package bridge.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.activemq.ActiveMQConnection;
import org.messaginghub.pooled.jms.JmsPoolConnection;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.stereotype.Component;

/** Whether the broker can be reached. */
@Component
public class BrokerContact {

    private final JmsPoolConnectionFactory connections;

    BrokerContact(JmsPoolConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * Waits as long as {@code failover:} addresses do, which may be for ever.
     *
     * @throws JMSException if the broker is away
     */
    public void check() throws JMSException {
        try (Connection pooled = connections.createConnection()) {
            pooled.start();
            var connection = (ActiveMQConnection) ((JmsPoolConnection) pooled).getConnection();
            if (connection.isTransportFailed() || !connection.getTransport().isConnected()) {
                throw new JMSException("not connected");
            }
        }
    }
}
