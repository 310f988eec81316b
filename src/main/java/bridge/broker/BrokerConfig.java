package bridge.broker;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.plugin.DiscardingDLQBrokerPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.util.DefaultIOExceptionHandler;
import org.apache.activemq.util.IOExceptionHandler;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The broker: an embedded persistent one unless {@code ACTIVEMQ_BROKER_URL} names another. */
@Configuration(proxyBeanMethods = false)
class BrokerConfig {

    private static final String EMBEDDED = "monday-bridge";
    private static final int SENDERS = 16;

    /** Ids of jobs; what does not fit is left to the sweep. */
    private static final int MOST_WAITING = 1000;

    private static final long MEGABYTE = 1024L * 1024;

    /**
     * @param url         null or empty: the embedded broker
     * @param sendTimeout how long a send may wait for the broker before the caller goes on without it
     */
    @ConfigurationProperties("bridge.broker")
    record BrokerSettings(String url, String user, String password, Duration sendTimeout) {

        boolean embedded() {
            return url == null || url.isBlank();
        }
    }

    /** Started before, and stopped after, everything that uses it; no port, no JMX, no shutdown hook of its own. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    @ConditionalOnExpression("'${bridge.broker.url:}'.isBlank()")
    BrokerService embeddedBroker(@org.springframework.beans.factory.annotation.Value("${bridge.data-dir}") Path dataDir)
            throws Exception {
        var store = new KahaDBPersistenceAdapter();
        store.setDirectory(dataDir.resolve("broker").toFile());
        store.setJournalDiskSyncStrategy("always");
        var broker = new BrokerService();
        broker.setBrokerName(EMBEDDED);
        broker.setPersistenceAdapter(store);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setAdvisorySupport(false);
        broker.setSchedulerSupport(false);
        broker.setIoExceptionHandler(goOn());
        broker.setPlugins(new BrokerPlugin[] {dropUndelivered()});
        broker.getSystemUsage().getMemoryUsage().setLimit(64 * MEGABYTE);
        broker.getSystemUsage().getStoreUsage().setLimit(512 * MEGABYTE);
        broker.getSystemUsage().getTempUsage().setLimit(64 * MEGABYTE);
        broker.getSystemUsage().setSendFailIfNoSpaceAfterTimeout(1000);
        return broker;
    }

    /** A message that was not worked on after all deliveries is only a wake-up: kept, they would fill the store over the years. */
    private static BrokerPlugin dropUndelivered() {
        var plugin = new DiscardingDLQBrokerPlugin();
        plugin.setDropAll(true);
        return plugin;
    }

    /** By default the broker stops itself, for good, when its disk fails: here whoever sends is told, and the ledger sends again. */
    private static IOExceptionHandler goOn() {
        var handler = new DefaultIOExceptionHandler();
        handler.setIgnoreAllErrors(true);
        return handler;
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    JmsPoolConnectionFactory connectionFactory(BrokerSettings settings, ObjectProvider<BrokerService> embedded) {
        embedded.getIfAvailable(); // a dependency, so that the broker outlives its clients
        return pool(connections(settings));
    }

    /** Of those who send and never wait for long: consumers that gave a request up would leave their like behind on the broker. */
    @Bean(initMethod = "start", destroyMethod = "stop", defaultCandidate = false)
    JmsPoolConnectionFactory senderConnections(BrokerSettings settings, ObjectProvider<BrokerService> embedded) {
        embedded.getIfAvailable();
        ActiveMQConnectionFactory factory = connections(settings);
        factory.setRequestTimeout((int) settings.sendTimeout().toMillis());
        return pool(factory);
    }

    private static ActiveMQConnectionFactory connections(BrokerSettings settings) {
        var factory = new ImpatientConnectionFactory(
                settings.embedded() ? "vm://" + EMBEDDED + "?create=false" : settings.url(), settings.sendTimeout());
        if (settings.user() != null && !settings.user().isBlank()) {
            factory.setUserName(settings.user());
            factory.setPassword(settings.password());
        }
        factory.setUseAsyncSend(false);
        factory.setWatchTopicAdvisories(false);
        factory.setTrustAllPackages(false);
        factory.setSendTimeout((int) settings.sendTimeout().toMillis());
        factory.setConnectResponseTimeout((int) settings.sendTimeout().toMillis());
        comeAgain(factory.getRedeliveryPolicy());
        return factory;
    }

    private static JmsPoolConnectionFactory pool(ActiveMQConnectionFactory factory) {
        var pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(4);
        return pool;
    }

    /**
     * A message comes back only when the ledger could not be reached, which counts the tries: so it comes until it can, after
     * growing pauses, and no queue of dead messages fills the broker's store.
     */
    private static void comeAgain(RedeliveryPolicy policy) {
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        policy.setUseExponentialBackOff(true);
        policy.setBackOffMultiplier(2);
        policy.setMaximumRedeliveryDelay(10_000); // ms
    }

    /** Where ids of jobs are sent from, so that nobody waits for a broker that hangs. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService queueThreads() {
        var threads = new ThreadPoolExecutor(
                SENDERS,
                SENDERS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                new CustomizableThreadFactory("job-send-"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** The component behind every {@code jms:} endpoint. Without the two options below transacted consumers are 20 to 70 times slower. */
    @Bean("jms")
    org.apache.camel.component.jms.JmsComponent jms(
            ConnectionFactory connectionFactory, @Qualifier("senderConnections") ConnectionFactory senderConnections) {
        var jms = new org.apache.camel.component.jms.JmsComponent();
        jms.setConnectionFactory(connectionFactory);
        jms.getConfiguration().setTemplateConnectionFactory(senderConnections);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setTransacted(true);
        jms.setAcceptMessagesWhileStopping(false);
        jms.setMessageConverter(new PlainMessages());
        return jms;
    }
}
