package bridge.login;

import bridge.client.Client;
import bridge.job.Job;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links that were mailed. One use each, decided by one statement; all times are the database's. */
@Component
class MagicLinks {

    /** A link that was just used. */
    record Used(long clientId) {}

    private final JdbcClient db;
    private final LoginSettings settings;

    MagicLinks(JdbcClient db, LoginSettings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** Voids what earlier tries of the same mail have made: their mails may or may not have been sent. */
    void voidEarlier(Job mail) {
        db.sql("""
                        UPDATE magic_link SET voided_at = CURRENT_TIMESTAMP
                        WHERE job_id = ? AND used_at IS NULL AND voided_at IS NULL""").param(mail.id()).update();
    }

    /** @return the token, which exists nowhere else */
    String create(Client client, Job mail) {
        String token = LinkToken.create();
        db.sql("""
                        INSERT INTO magic_link (token_hash, client_id, portal_id, job_id, expires_at)
                        VALUES (:hash, :client, :portal, :job,
                          CURRENT_TIMESTAMP + CAST(:life AS DOUBLE PRECISION) * INTERVAL '1' SECOND)""")
                .param("hash", LinkToken.hash(token))
                .param("client", client.id())
                .param("portal", client.portalId())
                .param("job", mail.id())
                .param("life", settings.linkExpiration().toSeconds())
                .update();
        return token;
    }

    /**
     * Uses a link up; of many at once, one succeeds. Another portal's name does not use it up.
     *
     * @param usedBy who uses it, for {@link #sidOfRepeated}
     */
    Optional<Used> use(String portalId, String token, String usedBy) {
        String hash = LinkToken.hash(token);
        int used = db.sql("""
                        UPDATE magic_link SET used_at = CURRENT_TIMESTAMP, used_by = :by
                        WHERE token_hash = :hash AND portal_id = :portal AND used_at IS NULL AND voided_at IS NULL
                          AND expires_at > CURRENT_TIMESTAMP
                          AND EXISTS (SELECT 1 FROM client c WHERE c.id = magic_link.client_id AND c.is_active
                            AND c.portal_id = magic_link.portal_id)""")
                .param("by", usedBy)
                .param("hash", hash)
                .param("portal", portalId)
                .update();
        if (used != 1) {
            return Optional.empty();
        }
        return db.sql("SELECT client_id FROM magic_link WHERE token_hash = ?")
                .param(hash)
                .query(Long.class)
                .optional()
                .map(Used::new);
    }

    /** Keeps the session that a link has become, in the transaction that used it up. */
    void keepSession(String token, String sid) {
        db.sql("UPDATE magic_link SET sid = ? WHERE token_hash = ?")
                .params(sid, LinkToken.hash(token))
                .update();
    }

    /** @return the session of a link that the same caller used a moment ago: front ends exchange twice in development */
    Optional<String> sidOfRepeated(String portalId, String token, String usedBy) {
        return db.sql("""
                        SELECT sid FROM magic_link
                        WHERE token_hash = :hash AND portal_id = :portal AND used_by = :by AND sid IS NOT NULL
                          AND used_at > CURRENT_TIMESTAMP - CAST(:window AS DOUBLE PRECISION) * INTERVAL '1' SECOND""")
                .param("hash", LinkToken.hash(token))
                .param("portal", portalId)
                .param("by", usedBy)
                .param("window", settings.repeatWindow().toMillis() / 1000.0)
                .query(String.class)
                .optional();
    }

    /** Deletes links a day after their end. @return how many */
    @Transactional
    int forgetOld() {
        return db.sql("DELETE FROM magic_link WHERE expires_at < CURRENT_TIMESTAMP - 1 * INTERVAL '1' DAY")
                .update();
    }
}
