package bridge.health;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Closes no connection before the last answers are sent. Tomcat counts a request as finished when its route has ended, and a thread
 * of Tomcat's then sends the answer; a server that is stopped between the two drops it.
 */
@Component
class LastAnswers implements SmartLifecycle {

    /** Between the last request that has ended and the thread that takes up its answer. */
    private static final Duration AT_LEAST = Duration.ofMillis(200);

    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private volatile TomcatWebServer server;
    private volatile boolean running;

    @EventListener
    void serverStarted(ServletWebServerInitializedEvent event) {
        server = (TomcatWebServer) event.getWebServer();
    }

    private boolean isAnswering() {
        Executor threads =
                server.getTomcat().getConnector().getProtocolHandler().getExecutor();
        return threads instanceof ThreadPoolExecutor pool && pool.getActiveCount() > 0;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        long begun = System.nanoTime();
        try {
            do {
                Thread.sleep(AT_LEAST.toMillis());
            } while (isAnswering() && System.nanoTime() - begun < AT_MOST.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running && server != null;
    }

    /** After the requests have ended, and before the server is stopped. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 512;
    }
}
