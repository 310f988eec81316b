package bridge.access;

import bridge.access.Caller.Role;
import bridge.storage.AccountData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The logins, on every node the same: a token is worth what its session is worth. All times are the database's. */
@Component("sessions")
public class Sessions implements AccountData {

    private final JdbcClient db;
    private final JwtSettings settings;
    private final ApplicationEventPublisher events;

    Sessions(JdbcClient db, JwtSettings settings, ApplicationEventPublisher events) {
        this.db = db;
        this.settings = settings;
        this.events = events;
    }

    /** Begins a client's session, in the caller's transaction when there is one. @return its sid */
    @Transactional
    public String beginForClient(long clientId) {
        String sid = UUID.randomUUID().toString();
        db.sql("""
                        INSERT INTO session (sid, role, subject, client_id, expires_at)
                        SELECT :sid, 'client', email, id, CURRENT_TIMESTAMP + CAST(:age AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                        FROM client WHERE id = :client""")
                .param("sid", sid)
                .param("age", settings.sessionMaxAge().toSeconds())
                .param("client", clientId)
                .update();
        return sid;
    }

    /**
     * Begins the session of a member of the owning monday account.
     *
     * @param email null when it is not known
     * @return its sid
     */
    @Transactional
    public String beginForStaff(String userId, String name, String email, String accountId) {
        String sid = UUID.randomUUID().toString();
        db.sql("""
                        INSERT INTO session (sid, role, subject, account_id, name, email, expires_at)
                        VALUES (:sid, 'staff', :user, :account, :name, :email,
                          CURRENT_TIMESTAMP + CAST(:age AS DOUBLE PRECISION) * INTERVAL '1' SECOND)""")
                .param("sid", sid)
                .param("user", userId)
                .param("account", accountId)
                .param("name", name)
                .param("email", email)
                .param("age", settings.sessionMaxAge().toSeconds())
                .update();
        return sid;
    }

    /** @return empty when the session has ended or expired, or its client is not active */
    public Optional<Session> find(String sid) {
        return find(sid, "");
    }

    /** One query by primary keys, so that it can be asked for every request. */
    Optional<Session> find(String sid, String jti) {
        return db.sql("""
                        SELECT s.sid, s.role, s.subject, s.client_id, s.account_id, s.expires_at, c.portal_id, r.jti,
                          COALESCE(c.email, s.email) AS email, COALESCE(c.name, s.name) AS name
                        FROM session s
                        LEFT JOIN client c ON c.id = s.client_id
                        LEFT JOIN revoked_token r ON r.jti = :jti
                        WHERE s.sid = :sid AND s.ended_at IS NULL AND s.expires_at > CURRENT_TIMESTAMP
                          AND (s.role = 'staff' OR c.is_active)""")
                .param("jti", jti)
                .param("sid", sid)
                .query(Sessions::read)
                .optional();
    }

    /**
     * For whoever keeps callers connected: sessions end on other nodes too, and no event tells.
     *
     * @return those of the given sids that are not alive any more
     */
    public Set<String> endedAmong(Collection<String> sids) {
        if (sids.isEmpty()) {
            return Set.of();
        }
        Set<String> ended = new HashSet<>(sids);
        db.sql("""
                        SELECT s.sid FROM session s LEFT JOIN client c ON c.id = s.client_id
                        WHERE s.sid IN (:sids) AND s.ended_at IS NULL AND s.expires_at > CURRENT_TIMESTAMP
                          AND (s.role = 'staff' OR c.is_active)""").param("sids", Set.copyOf(sids)).query(String.class).list().forEach(ended::remove);
        return ended;
    }

    /** Ends the session of a caller and revokes the token at hand. */
    @Transactional
    public void logOut(Caller caller) {
        db.sql("INSERT INTO revoked_token (jti, expires_at) VALUES (:jti, :expires) ON CONFLICT DO NOTHING")
                .param("jti", caller.jti())
                .param("expires", caller.expires().atOffset(ZoneOffset.UTC))
                .update();
        end(List.of(caller.sid()));
    }

    /** Ends all sessions of a client, in the caller's transaction when there is one. */
    @Transactional
    public void endOfClient(long clientId) {
        end(db.sql("SELECT sid FROM session WHERE client_id = :client AND ended_at IS NULL")
                .param("client", clientId)
                .query(String.class)
                .list());
    }

    /** The staff of an account, logged out at once. */
    @Override
    public void erase(long accountId) {
        String account = Long.toString(accountId);
        end(db.sql("SELECT sid FROM session WHERE account_id = :account AND ended_at IS NULL")
                .param("account", account)
                .query(String.class)
                .list());
        db.sql("DELETE FROM session WHERE account_id = :account")
                .param("account", account)
                .update();
    }

    /** Deletes what has expired so long ago that no token, however late, can refer to it. @return how many rows */
    @Transactional
    public int forgetOld() {
        // A socket may come back with a token that expired 24 h ago.
        int tokens = db.sql("DELETE FROM revoked_token WHERE expires_at < CURRENT_TIMESTAMP - 2 * INTERVAL '1' DAY")
                .update();
        return tokens + db.sql("""
                        DELETE FROM session WHERE expires_at < CURRENT_TIMESTAMP - 2 * INTERVAL '1' DAY
                          OR ended_at < CURRENT_TIMESTAMP - 2 * INTERVAL '1' DAY""").update();
    }

    private void end(List<String> sids) {
        for (String sid : sids) {
            db.sql("UPDATE session SET ended_at = CURRENT_TIMESTAMP WHERE sid = :sid AND ended_at IS NULL")
                    .param("sid", sid)
                    .update();
            afterCommit(() -> events.publishEvent(new SessionEnded(sid)));
        }
    }

    private static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private static Session read(ResultSet row, int number) throws SQLException {
        Role role = "staff".equals(row.getString("role")) ? Role.STAFF : Role.CLIENT;
        return new Session(
                row.getString("sid"),
                role,
                row.getString("subject"),
                row.getString("email"),
                row.getString("portal_id"),
                row.getString("name"),
                row.getObject("client_id", Long.class),
                row.getString("account_id"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("jti") != null);
    }
}
