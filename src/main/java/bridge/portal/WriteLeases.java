package bridge.portal;

import bridge.problem.Problem;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may change a ticket on the board now, of all requests on all nodes. A lease ends by itself when its node dies. */
@Component
class WriteLeases {

    /** Longer than a call to monday can take. */
    private static final Duration LEASE = Duration.ofSeconds(40);

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final long LOOK_EVERY_MS = 50;

    private final JdbcClient db;

    WriteLeases(JdbcClient db) {
        this.db = db;
    }

    /** Waits for those who came before. @throws Problem 503 when that takes too long */
    void take(long ticketRowId) {
        long begun = System.nanoTime();
        while (!tryToTake(ticketRowId)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw busy();
            }
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy();
            }
        }
    }

    void release(long ticketRowId) {
        db.sql("UPDATE ticket SET write_until = NULL WHERE id = :id")
                .param("id", ticketRowId)
                .update();
    }

    private boolean tryToTake(long ticketRowId) {
        int taken = db.sql("""
                        UPDATE ticket SET write_until = CURRENT_TIMESTAMP + CAST(:lease AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                        WHERE id = :id AND (write_until IS NULL OR write_until < CURRENT_TIMESTAMP)""")
                .param("lease", LEASE.toSeconds())
                .param("id", ticketRowId)
                .update();
        return taken > 0 || isGone(ticketRowId);
    }

    private boolean isGone(long ticketRowId) {
        return db.sql("SELECT COUNT(*) FROM ticket WHERE id = :id")
                        .param("id", ticketRowId)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private static Problem busy() {
        return Problem.unavailable("TICKET_BUSY", "Others are changing this ticket", Duration.ofSeconds(2));
    }
}
