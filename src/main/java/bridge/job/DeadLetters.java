package bridge.job;

import bridge.job.DeadLetter.Attempt;
import bridge.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The jobs that were given up: they can be seen, given another life, or deleted. */
@Component("deadLetters")
public class DeadLetters {

    private static final int USUAL_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private static final String REVIVE = """
            UPDATE job SET state = 'waiting', replayed_at = CURRENT_TIMESTAMP, next_try_at = CURRENT_TIMESTAMP,
              finished_at = NULL, queued_at = NULL WHERE state = 'dead'""";

    private final JdbcClient db;

    DeadLetters(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param query {@code kind}: of this kind only; {@code limit}: how many
     * @return newest first
     * @throws Problem 422 for another limit than a number from 1 to 1000
     */
    @Transactional(readOnly = true)
    public List<DeadLetter> list(Map<String, String> query) {
        String kind = query.get("kind");
        List<DeadLetter> letters = db.sql("SELECT * FROM job WHERE state = 'dead'"
                        + (kind == null ? "" : " AND kind = :kind")
                        + " ORDER BY finished_at DESC, id DESC LIMIT :limit")
                .param("kind", kind)
                .param("limit", limit(query.get("limit")))
                .query(DeadLetters::read)
                .list();
        if (letters.isEmpty()) {
            return letters;
        }
        Map<String, List<Attempt>> histories = new HashMap<>();
        db.sql("SELECT * FROM job_attempt WHERE job_id IN (:ids) ORDER BY job_id, attempt")
                .param("ids", letters.stream().map(l -> Long.valueOf(l.id())).toList())
                .query(row -> {
                    histories
                            .computeIfAbsent(row.getString("job_id"), id -> new ArrayList<>())
                            .add(new Attempt(row.getInt("attempt"), instant(row, "ended_at"), row.getString("error")));
                });
        return letters.stream()
                .map(l -> new DeadLetter(
                        l.id(),
                        l.kind(),
                        l.attempts(),
                        l.createdAt(),
                        l.finishedAt(),
                        l.lastError(),
                        histories.getOrDefault(l.id(), List.of())))
                .toList();
    }

    /**
     * Gives a dead letter another life, as long as that of a new job.
     *
     * @return the job, to be queued
     * @throws Problem 404
     */
    @Transactional
    public Accepted replay(String id) {
        long number = number(id);
        int revived = db.sql(REVIVE + " AND id = :id").param("id", number).update();
        if (revived == 0) {
            throw noSuchLetter();
        }
        return db.sql("SELECT id, kind FROM job WHERE id = :id")
                .param("id", number)
                .query((row, n) -> new Accepted(row.getLong("id"), row.getString("kind"), false))
                .single();
    }

    /**
     * Gives all dead letters another life; the next sweeps queue them.
     *
     * @param query {@code kind}: of this kind only
     * @return how many
     */
    @Transactional
    public int replayAll(Map<String, String> query) {
        String kind = query.get("kind");
        return db.sql(REVIVE + (kind == null ? "" : " AND kind = :kind"))
                .param("kind", kind)
                .update();
    }

    /** @throws Problem 404 */
    @Transactional
    public void delete(String id) {
        int deleted = db.sql("DELETE FROM job WHERE state = 'dead' AND id = :id")
                .param("id", number(id))
                .update();
        if (deleted == 0) {
            throw noSuchLetter();
        }
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw noSuchLetter();
        }
        return Long.parseLong(id);
    }

    private static int limit(String text) {
        if (text == null) {
            return USUAL_LIMIT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw Problem.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static Problem noSuchLetter() {
        return Problem.notFound("Dead letter not found");
    }

    private static DeadLetter read(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getString("id"),
                row.getString("kind"),
                row.getInt("attempts"),
                instant(row, "created_at"),
                instant(row, "finished_at"),
                row.getString("last_error"),
                List.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
