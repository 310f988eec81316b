package bridge.oauth;

import bridge.storage.SealedValues;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The browsers on their way. A state works once, for ten minutes, in the browser that began, on any node: SECURITY's rules for
 * {@code state} (RFC 9700 4.7). Neither the state nor the browser's key can be read from the table.
 */
@Component("journeys")
public class Journeys {

    static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient db;
    private final SealedValues sealed;

    Journeys(JdbcClient db, SealedValues sealed) {
        this.db = db;
        this.sealed = sealed;
    }

    /** @return the state that brings the journey back */
    String begin(Journey journey, String browserKey) {
        String state = Secrets.create();
        String hash = Secrets.hash(state);
        db.sql("""
                        INSERT INTO oauth_state
                          (state_hash, browser_hash, purpose, account_id, user_id, return_to, verifier, expires_at)
                        VALUES (:state, :browser, :purpose, :account, :user, :returnTo, :verifier,
                          CURRENT_TIMESTAMP + CAST(:life AS DOUBLE PRECISION) * INTERVAL '1' SECOND)""")
                .param("state", hash)
                .param("browser", Secrets.hash(browserKey))
                .param("purpose", journey.purpose().name())
                .param("account", journey.accountId())
                .param("user", journey.userId())
                .param("returnTo", journey.returnTo())
                .param("verifier", journey.verifier() == null ? null : sealed.seal(identity(hash), journey.verifier()))
                .param("life", LIFE.toSeconds())
                .update();
        return state;
    }

    /**
     * Ends a journey. An attempt from another browser does not use the state up.
     *
     * @return empty for a state that is unknown, used, expired, of another browser or for another purpose
     */
    @Transactional
    Optional<Journey> end(Purpose purpose, String state, String browserKey) {
        String hash = Secrets.hash(state);
        int used = db.sql("""
                        UPDATE oauth_state SET used_at = CURRENT_TIMESTAMP
                        WHERE state_hash = :state AND browser_hash = :browser AND purpose = :purpose
                          AND used_at IS NULL AND expires_at > CURRENT_TIMESTAMP""")
                .param("state", hash)
                .param("browser", Secrets.hash(browserKey))
                .param("purpose", purpose.name())
                .update();
        return used == 1 ? Optional.of(read(purpose, hash)) : Optional.empty();
    }

    @Transactional
    public void forgetOld() {
        db.sql("DELETE FROM oauth_state WHERE expires_at < CURRENT_TIMESTAMP").update();
    }

    private Journey read(Purpose purpose, String hash) {
        return db.sql("SELECT account_id, user_id, return_to, verifier FROM oauth_state WHERE state_hash = :state")
                .param("state", hash)
                .query((row, number) -> new Journey(
                        purpose,
                        row.getLong("account_id"),
                        row.getObject("user_id", Long.class),
                        row.getString("return_to"),
                        row.getString("verifier") == null
                                ? null
                                : sealed.open(identity(hash), row.getString("verifier"))))
                .single();
    }

    private static String identity(String hash) {
        return "oauth_state verifier " + hash;
    }
}
