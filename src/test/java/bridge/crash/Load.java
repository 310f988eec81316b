package bridge.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients at work without a break, whether the service is there or not. */
final class Load implements AutoCloseable {

    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(10);
    private final List<Future<?>> work = new ArrayList<>();

    void repeat(Runnable act, Duration pause) {
        work.add(clients.scheduleWithFixedDelay(act, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Ends when the last answers are there. @throws AssertionError when a client was ended by a failure */
    @Override
    public void close() throws InterruptedException {
        clients.shutdown();
        if (!clients.awaitTermination(40, TimeUnit.SECONDS)) {
            throw new AssertionError("A request has no end");
        }
        for (Future<?> one : work) {
            try {
                one.get();
            } catch (CancellationException e) {
                continue; // as it should be
            } catch (ExecutionException e) {
                throw new AssertionError("A client failed", e.getCause());
            }
        }
    }
}
