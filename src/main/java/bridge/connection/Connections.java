package bridge.connection;

import bridge.monday.TokenGrant;
import bridge.storage.AccountData;
import bridge.storage.SealedValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts that people connected, with their tokens. All times are the database's. */
@Component("connections")
public class Connections implements AccountData {

    private final JdbcClient db;
    private final SealedValues sealed;

    Connections(JdbcClient db, SealedValues sealed) {
        this.db = db;
        this.sealed = sealed;
    }

    /** @return empty when nobody is connected, or monday took the access back; among several the one connected or refreshed last */
    public Optional<Connection> find(Account account) {
        return db.sql("""
                        SELECT account_id, user_id, flow, access_token, refresh_token,
                          COALESCE(expires_at < CURRENT_TIMESTAMP + 5 * INTERVAL '1' MINUTE, FALSE) AS ending,
                          COALESCE(expires_at < CURRENT_TIMESTAMP, FALSE) AS expired
                        FROM connection
                        WHERE account_id = :account AND broken_at IS NULL
                          AND (user_id = :user OR CAST(:user AS BIGINT) IS NULL)
                        ORDER BY updated_at DESC LIMIT 1""")
                .param("account", account.accountId())
                .param("user", account.userId())
                .query(this::read)
                .optional();
    }

    /** @throws NotConnectedException if there is none */
    public Connection require(Account account) {
        return find(account).orElseThrow(NotConnectedException::new);
    }

    public boolean isConnected(long accountId, long userId) {
        return find(new Account(accountId, userId)).isPresent();
    }

    /** Keeps what monday granted, whole again if it was broken. */
    @Transactional
    public void keep(long accountId, long userId, String flow, TokenGrant grant) {
        if (update(accountId, userId, flow, grant) == 0) {
            db.sql("""
                            INSERT INTO connection (account_id, user_id, flow, access_token, scopes)
                            VALUES (:account, :user, :flow, '', '') ON CONFLICT DO NOTHING""")
                    .param("account", accountId)
                    .param("user", userId)
                    .param("flow", flow)
                    .update();
            update(accountId, userId, flow, grant);
        }
    }

    /** monday took the access back. */
    public void markBroken(Connection connection) {
        db.sql("""
                        UPDATE connection SET broken_at = CURRENT_TIMESTAMP, refreshing_until = NULL
                        WHERE account_id = :account AND user_id = :user""")
                .param("account", connection.accountId())
                .param("user", connection.userId())
                .update();
    }

    @Override
    public void erase(long accountId) {
        for (String table : new String[] {"connection", "oauth_state"}) {
            db.sql("DELETE FROM " + table + " WHERE account_id = :account")
                    .param("account", accountId)
                    .update();
        }
    }

    private int update(long accountId, long userId, String flow, TokenGrant grant) {
        Instant expires = grant.expiresAt();
        return db.sql("""
                        UPDATE connection SET flow = :flow, access_token = :access, refresh_token = :refresh, scopes = :scopes,
                          expires_at = :expires, refreshing_until = NULL, broken_at = NULL, updated_at = CURRENT_TIMESTAMP
                        WHERE account_id = :account AND user_id = :user""")
                .param("flow", flow)
                .param("access", sealed.seal(identity("access_token", accountId, userId), grant.accessToken()))
                .param(
                        "refresh",
                        grant.refreshToken() == null
                                ? null
                                : sealed.seal(identity("refresh_token", accountId, userId), grant.refreshToken()))
                .param("scopes", grant.scopes())
                .param("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                .param("account", accountId)
                .param("user", userId)
                .update();
    }

    private Connection read(ResultSet row, int number) throws SQLException {
        long account = row.getLong("account_id");
        long user = row.getLong("user_id");
        String refresh = row.getString("refresh_token");
        return new Connection(
                account,
                user,
                row.getString("flow"),
                sealed.open(identity("access_token", account, user), row.getString("access_token")),
                refresh == null ? null : sealed.open(identity("refresh_token", account, user), refresh),
                row.getBoolean("ending"),
                row.getBoolean("expired"));
    }

    private static String identity(String column, long accountId, long userId) {
        return "connection " + column + " " + accountId + " " + userId;
    }
}
