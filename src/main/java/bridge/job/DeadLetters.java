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

    private static final int MAX_RATE = 1000;

    /** Databases limit the parameters of one statement. */
    private static final int AT_ONCE = 1000;

    private final JdbcClient db;
    private final DeadLetterTrail trail;

    DeadLetters(JdbcClient db, DeadLetterTrail trail) {
        this.db = db;
        this.trail = trail;
    }

    /**
     * @param query what {@link DeadLetterFilter} knows; {@code limit}: how many
     * @return newest first
     * @throws Problem 422 for a value that cannot be read, or another limit than a number from 1 to 1000
     */
    @Transactional(readOnly = true)
    public List<DeadLetter> list(Map<String, String> query) {
        var filter = new DeadLetterFilter(query);
        List<DeadLetter> letters = db.sql("SELECT * FROM job WHERE " + filter.condition()
                        + " ORDER BY finished_at DESC, id DESC LIMIT :limit")
                .params(filter.values())
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
     * @param who for the trail
     * @return the job, to be queued
     * @throws Problem 404
     */
    @Transactional
    public Accepted replay(String id, String who) {
        List<Long> one = lock(number(id));
        trail.add(one, "replayed", who, null);
        revive(one.get(0), 0);
        return db.sql("SELECT id, kind FROM job WHERE id = :id")
                .param("id", one.get(0))
                .query((row, n) -> new Accepted(row.getLong("id"), row.getString("kind"), false))
                .single();
    }

    /**
     * Gives all dead letters that match another life, oldest first; the next sweeps queue them.
     *
     * @param query what {@link DeadLetterFilter} knows; {@code dry_run}: {@code true} only counts them; {@code rate}: so many a
     *              second, without it all at once
     * @param who   for the trail
     * @throws Problem 422 for a value that cannot be read
     */
    @Transactional
    public Replay replayAll(Map<String, String> query, String who) {
        var filter = new DeadLetterFilter(query);
        boolean dryRun = flag("dry_run", query.get("dry_run"));
        int rate = number("rate", query.get("rate"), MAX_RATE, Integer.MAX_VALUE);
        List<Long> jobs = db.sql("SELECT id FROM job WHERE " + filter.condition() + " ORDER BY id FOR UPDATE")
                .params(filter.values())
                .query(Long.class)
                .list();
        if (dryRun) {
            return new Replay(0, jobs.size(), true);
        }
        for (int from = 0; from < jobs.size(); from += AT_ONCE) {
            trail.add(jobs.subList(from, Math.min(jobs.size(), from + AT_ONCE)), "replayed", who, null);
        }
        for (int i = 0; i < jobs.size(); i++) {
            revive(jobs.get(i), i / rate);
        }
        return new Replay(jobs.size(), jobs.size(), false);
    }

    /**
     * Discards a dead letter.
     *
     * @param query {@code reason}: at most 500 characters
     * @param who   for the trail
     * @throws Problem 404, or 422 for a longer reason
     */
    @Transactional
    public void delete(String id, Map<String, String> query, String who) {
        List<Long> one = lock(number(id));
        trail.add(one, "discarded", who, query.get("reason"));
        db.sql("DELETE FROM job WHERE id IN (:id)").param("id", one).update();
    }

    /** @return the id alone. @throws Problem 404 when it is no dead letter */
    private List<Long> lock(long id) {
        List<Long> found = db.sql("SELECT id FROM job WHERE state = 'dead' AND id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .list();
        if (found.isEmpty()) {
            throw noSuchLetter();
        }
        return found;
    }

    private void revive(long id, int seconds) {
        db.sql("""
                        UPDATE job SET state = 'waiting', replayed_at = CURRENT_TIMESTAMP, finished_at = NULL, queued_at = NULL,
                          next_try_at = CURRENT_TIMESTAMP + CAST(:pause AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                        WHERE id = :id""").param("pause", seconds).param("id", id).update();
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw noSuchLetter();
        }
        return Long.parseLong(id);
    }

    static int limit(String text) {
        return number("limit", text, MAX_LIMIT, USUAL_LIMIT);
    }

    private static int number(String name, String text, int max, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw Problem.invalid(name, "must be a number from 1 to " + max);
        }
        return Integer.parseInt(text);
    }

    private static boolean flag(String name, String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Problem.invalid(name, "must be true or false");
        }
        return "true".equals(text);
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
