package bridge.sync;

import bridge.mirror.Applied;
import bridge.mirror.QuestionSeries;
import java.time.Instant;

/** A comparison of the mirror with the board that is going on. */
public abstract class Reconciliation extends QuestionSeries {

    private final Instant begun;
    private final long beganNanos = System.nanoTime();
    private Applied applied = Applied.NOTHING;

    /** @param begun by the database's clock: what the mirror holds in the end was right then */
    Reconciliation(Instant begun) {
        this.begun = begun;
    }

    Instant begun() {
        return begun;
    }

    void wrote(Applied more) {
        applied = applied.plus(more);
    }

    Applied applied() {
        return applied;
    }

    /** @return active items of the board, as far as they were looked at */
    abstract int items();

    /** Remembers what the next reconciliation has to know. */
    abstract void finish();

    SyncReport report() {
        return new SyncReport(
                items(),
                applied.created(),
                applied.updated(),
                applied.removed(),
                (System.nanoTime() - beganNanos) / 1_000_000);
    }
}
