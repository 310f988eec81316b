package bridge.broker;

import jakarta.jms.JMSException;
import java.time.Duration;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.transport.Transport;
import org.apache.activemq.transport.WireFormatNegotiator;
import org.apache.activemq.transport.failover.FailoverTransport;
import org.apache.activemq.transport.tcp.TcpTransport;

/**
 * Connections that give a broker about as long as a send may take, and then fail: whoever sends goes on without it, and the
 * consumers connect anew every few seconds. By themselves {@code failover:} addresses wait for ever, before any send timeout
 * counts, {@code tcp:} ones half a minute, and both a quarter of one for a broker that accepts and says nothing.
 */
class ImpatientConnectionFactory extends ActiveMQConnectionFactory {

    /** At all addresses of the list, with growing pauses: together under a second when they refuse at once. */
    private static final int ATTEMPTS = 5;

    private final int millis;

    ImpatientConnectionFactory(String url, Duration patience) {
        super(url);
        this.millis = (int) patience.toMillis();
    }

    @Override
    protected Transport createTransport() throws JMSException {
        Transport transport = super.createTransport();
        FailoverTransport failover = transport.narrow(FailoverTransport.class);
        if (failover != null) {
            failover.setTimeout(millis);
            failover.setInitialReconnectDelay(50);
            failover.setMaxReconnectDelay(Math.max(50, millis / 2));
            failover.setStartupMaxReconnectAttempts(ATTEMPTS);
            failover.setMaxReconnectAttempts(ATTEMPTS);
            if (!getBrokerURL().contains("nested.")) {
                failover.setNestedExtraQueryOptions("connectionTimeout=" + millis + "&negotiateTimeout=" + millis);
            }
        }
        TcpTransport tcp = transport.narrow(TcpTransport.class);
        if (tcp != null) {
            tcp.setConnectionTimeout(millis);
        }
        WireFormatNegotiator greeting = transport.narrow(WireFormatNegotiator.class);
        if (greeting != null) {
            greeting.setNegotiateTimeout(millis);
        }
        return transport;
    }
}
