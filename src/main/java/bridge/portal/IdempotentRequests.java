package bridge.portal;

import bridge.access.Caller;
import bridge.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recognises a request that has been made before: by its {@code Idempotency-Key}, or, without one, as the second submit of a form.
 * Of simultaneous ones the first to commit is the request, the others wait for it and are repetitions.
 */
@Component("idempotentRequests")
public class IdempotentRequests {

    private static final int MAX_KEY = 255;
    private static final int RACES = 5;
    private static final Duration KEYS_LIVE = Duration.ofHours(24);
    private static final Duration DOUBLE_SUBMIT = Duration.ofSeconds(10);

    /**
     * @param reference of what the request makes or made
     * @param fresh     false: it is a repetition
     */
    record Claim(String reference, boolean fresh) {}

    private record Known(String fingerprint, String reference, boolean alive) {}

    private final JdbcClient db;

    IdempotentRequests(JdbcClient db) {
        this.db = db;
    }

    /**
     * Takes part in the transaction that does the work, so that a failed one leaves no trace.
     *
     * @param key         the header; null: not sent
     * @param fingerprint of everything that makes the request what it is
     * @param reference   makes the name of what a fresh request makes
     * @throws Problem 422 if the key was used for another request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Claim claim(Caller caller, String key, String fingerprint, Supplier<String> reference) {
        if (key != null
                && (key.isEmpty() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c >= ' ' && c <= '~'))) {
            throw Problem.invalid("Idempotency-Key", "must have 1 to " + MAX_KEY + " printable ASCII characters");
        }
        String scope = key == null && caller.sid() != null ? "session:" + caller.sid() : caller.scope();
        String requestKey = key == null ? "same:" + fingerprint : "key:" + key;
        Duration life = key == null ? DOUBLE_SUBMIT : KEYS_LIVE;
        for (int i = 0; i < RACES; i++) {
            String fresh = reference.get();
            if (insert(scope, requestKey, fingerprint, fresh)) {
                return new Claim(fresh, true);
            }
            Optional<Known> known = find(scope, requestKey, life);
            if (known.isPresent()) {
                return decide(known.get(), scope, requestKey, fingerprint, fresh);
            }
            // The other one was rolled back between the two statements.
        }
        throw new IllegalStateException("A request is begun and given up again and again");
    }

    /** The work came to nothing: the same request may be made again. */
    void forget(String reference) {
        db.sql("DELETE FROM idempotent_request WHERE reference = :reference")
                .param("reference", reference)
                .update();
    }

    /** @return false when nothing came of it, or long ago */
    boolean holds(String reference) {
        return db.sql("SELECT COUNT(*) FROM idempotent_request WHERE reference = :reference")
                        .param("reference", reference)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Deletes what is past its stated life. @return how many */
    @Transactional
    public int forgetOld() {
        return db.sql(
                        "DELETE FROM idempotent_request WHERE created_at < CURRENT_TIMESTAMP - CAST(:life AS DOUBLE PRECISION) * INTERVAL '1' SECOND")
                .param("life", KEYS_LIVE.toSeconds())
                .update();
    }

    private Claim decide(Known known, String scope, String requestKey, String fingerprint, String fresh) {
        if (!known.alive()) {
            replace(scope, requestKey, fingerprint, fresh);
            return new Claim(fresh, true);
        }
        if (!known.fingerprint().equals(fingerprint)) {
            throw new Problem(422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was used for another request");
        }
        return new Claim(known.reference(), false);
    }

    private boolean insert(String scope, String requestKey, String fingerprint, String reference) {
        return db.sql("""
                                INSERT INTO idempotent_request (scope, request_key, fingerprint, reference)
                                VALUES (:scope, :key, :fingerprint, :reference) ON CONFLICT DO NOTHING""")
                        .param("scope", scope)
                        .param("key", requestKey)
                        .param("fingerprint", fingerprint)
                        .param("reference", reference)
                        .update()
                == 1;
    }

    private Optional<Known> find(String scope, String requestKey, Duration life) {
        return db.sql("""
                        SELECT fingerprint, reference,
                          created_at > CURRENT_TIMESTAMP - CAST(:life AS DOUBLE PRECISION) * INTERVAL '1' SECOND AS alive
                        FROM idempotent_request WHERE scope = :scope AND request_key = :key FOR UPDATE""")
                .param("life", life.toSeconds())
                .param("scope", scope)
                .param("key", requestKey)
                .query((row, n) ->
                        new Known(row.getString("fingerprint"), row.getString("reference"), row.getBoolean("alive")))
                .optional();
    }

    private void replace(String scope, String requestKey, String fingerprint, String reference) {
        db.sql("""
                        UPDATE idempotent_request SET fingerprint = :fingerprint, reference = :reference,
                          created_at = CURRENT_TIMESTAMP WHERE scope = :scope AND request_key = :key""")
                .param("fingerprint", fingerprint)
                .param("reference", reference)
                .param("scope", scope)
                .param("key", requestKey)
                .update();
    }
}
