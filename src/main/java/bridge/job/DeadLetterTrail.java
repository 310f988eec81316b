package bridge.job;

import bridge.problem.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what to dead letters. */
@Component("deadLetterTrail")
public class DeadLetterTrail {

    private static final int MAX_REASON = 500;

    /**
     * One thing done to one dead letter.
     *
     * @param action {@code replayed} or {@code discarded}
     * @param who    monday user id, or {@code admin}
     * @param reason null when none was given
     */
    public record Entry(
            @JsonProperty("job_id") String jobId,
            String kind,
            String action,
            String who,
            String reason,
            @JsonProperty("done_at") Instant doneAt) {}

    private final JdbcClient db;

    DeadLetterTrail(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param query {@code limit}: how many
     * @return newest first
     * @throws Problem 422 for another limit than a number from 1 to 1000
     */
    public List<Entry> list(Map<String, String> query) {
        return db.sql("SELECT * FROM dead_letter_trail ORDER BY id DESC LIMIT :limit")
                .param("limit", DeadLetters.limit(query.get("limit")))
                .query((row, n) -> new Entry(
                        row.getString("job_id"),
                        row.getString("kind"),
                        row.getString("action"),
                        row.getString("who"),
                        row.getString("reason"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** In the caller's transaction. @throws Problem 422 for a reason of more than 500 characters */
    void add(List<Long> jobs, String action, String who, String reason) {
        if (reason != null && reason.length() > MAX_REASON) {
            throw Problem.invalid("reason", "must have at most " + MAX_REASON + " characters");
        }
        db.sql("""
                        INSERT INTO dead_letter_trail (job_id, kind, action, who, reason)
                        SELECT id, kind, :action, :who, :reason FROM job WHERE id IN (:jobs) ORDER BY id""")
                .param("action", action)
                .param("who", who)
                .param("reason", reason)
                .param("jobs", jobs)
                .update();
    }
}
