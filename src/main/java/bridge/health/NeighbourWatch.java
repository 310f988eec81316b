package bridge.health;

import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at each neighbour now and then, each on a thread of its own: one that does not answer holds up no other. */
@Component
class NeighbourWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NeighbourWatch.class);

    private final Collection<NeighbourHealth> neighbours;
    private ScheduledExecutorService threads;

    NeighbourWatch(Collection<NeighbourHealth> neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public void start() {
        threads = Executors.newScheduledThreadPool(neighbours.size(), task -> {
            var thread = new Thread(task, "neighbour-watch");
            thread.setDaemon(true);
            return thread;
        });
        for (NeighbourHealth neighbour : neighbours) {
            ScheduledFuture<?> looking = threads.scheduleWithFixedDelay(
                    neighbour::look, 0, neighbour.every().toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("Looking at a neighbour every {}: {}", neighbour.every(), !looking.isDone());
        }
    }

    @Override
    public void stop() {
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return threads != null && !threads.isShutdown();
    }
}
