package bridge.sync;

import bridge.problem.Problem;
import bridge.storage.NodeLocks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** One reconciliation at a time, whichever node does it. */
@Component("syncLock")
public class SyncLock {

    private static final String NAME = "board-sync";

    /** For another reconciliation to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final NodeLocks locks;

    SyncLock(NodeLocks locks) {
        this.locks = locks;
    }

    /**
     * Waits for its turn.
     *
     * @throws Problem 503 when another reconciliation does not end in time
     */
    public NodeLocks.Held take() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<NodeLocks.Held> held = locks.take(NAME);
            if (held.isPresent()) {
                return held.get();
            }
            if (System.nanoTime() > deadline) {
                throw Problem.unavailable("SYNC_RUNNING", "Another reconciliation is running", PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY.toMillis());
        }
    }

    /** @param held null: it was never taken */
    public void giveBack(NodeLocks.Held held) {
        if (held != null) {
            held.giveBack();
        }
    }
}
