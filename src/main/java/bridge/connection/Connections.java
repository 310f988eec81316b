package bridge.connection;

import bridge.monday.MondayCall;
import bridge.monday.TokenGrant;
import bridge.storage.AccountData;
import bridge.storage.SealedValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts that people connected, with their tokens. All times are the database's. */
@Component("connections")
public class Connections implements AccountData {

    private static final String KEEP = """
            UPDATE connection SET access_token = :access, refresh_token = :refresh, scopes = :scopes, expires_at = :expires,
              version = version + 1, renewing_until = NULL, broken_at = NULL, updated_at = CURRENT_TIMESTAMP
            WHERE account_id = :account AND user_id = :user""";

    private final JdbcClient db;
    private final SealedValues sealed;

    Connections(JdbcClient db, SealedValues sealed) {
        this.db = db;
        this.sealed = sealed;
    }

    /** @return empty when nobody is connected, or monday took the access back; among several the one connected or renewed last */
    public Optional<Connection> find(Account account) {
        return db.sql("""
                        SELECT account_id, user_id, version, access_token, refresh_token,
                          COALESCE(expires_at < CURRENT_TIMESTAMP + 5 * INTERVAL '1' MINUTE, FALSE) AS ending,
                          COALESCE(expires_at <= CURRENT_TIMESTAMP, FALSE) AS expired
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

    public MondayCall inNameOf(Connection connection, ConnectedCall asked) {
        return asked.call().as(connection.actingFor());
    }

    public boolean isConnected(long accountId, long userId) {
        return find(new Account(accountId, userId)).isPresent();
    }

    /** Keeps what monday granted to somebody, whole again if it was broken. */
    @Transactional
    public void keep(long accountId, long userId, TokenGrant grant) {
        if (granted(db.sql(KEEP), accountId, userId, grant).update() == 0) {
            db.sql("""
                            INSERT INTO connection (account_id, user_id, access_token, scopes)
                            VALUES (:account, :user, '', '') ON CONFLICT DO NOTHING""").param("account", accountId).param("user", userId).update();
            granted(db.sql(KEEP), accountId, userId, grant).update();
        }
    }

    /** Keeps new tokens in place of those of the given version, unless somebody connected again meanwhile. */
    void renew(Connection old, TokenGrant grant) {
        granted(db.sql(KEEP + " AND version = :version"), old.accountId(), old.userId(), grant)
                .param("version", old.version())
                .update();
    }

    /** @return true for one caller at a time on all nodes, as long as the tokens are of the given version */
    boolean lease(Connection old, Duration life) {
        return setLease(old, life, "(renewing_until IS NULL OR renewing_until <= CURRENT_TIMESTAMP)");
    }

    /** The holder of the lease has failed: it ends after a pause. */
    void endLease(Connection old, Duration pause) {
        setLease(old, pause, "renewing_until IS NOT NULL");
    }

    /** monday does not accept this access token any more, although it should. */
    void markExpired(Connection connection) {
        set("expires_at = CURRENT_TIMESTAMP", connection);
    }

    /** monday took the access back. */
    void markBroken(Connection connection) {
        set("broken_at = CURRENT_TIMESTAMP", connection);
    }

    @Override
    public void erase(long accountId) {
        for (String table : new String[] {"connection", "oauth_state"}) {
            db.sql("DELETE FROM " + table + " WHERE account_id = :account")
                    .param("account", accountId)
                    .update();
        }
    }

    private boolean setLease(Connection old, Duration life, String condition) {
        return of(old, db.sql("""
                                UPDATE connection
                                SET renewing_until = CURRENT_TIMESTAMP + CAST(:life AS DOUBLE PRECISION) * INTERVAL '1' SECOND
                                WHERE account_id = :account AND user_id = :user AND version = :version AND """ + " " + condition))
                        .param("life", life.toMillis() / 1000.0)
                        .update()
                == 1;
    }

    private void set(String change, Connection connection) {
        of(
                        connection,
                        db.sql("UPDATE connection SET " + change
                                + " WHERE account_id = :account AND user_id = :user AND version = :version"))
                .update();
    }

    private static StatementSpec of(Connection connection, StatementSpec statement) {
        return statement
                .param("account", connection.accountId())
                .param("user", connection.userId())
                .param("version", connection.version());
    }

    private StatementSpec granted(StatementSpec statement, long accountId, long userId, TokenGrant grant) {
        String refresh = grant.refreshToken();
        return statement
                .param("access", sealed.seal(identity("access_token", accountId, userId), grant.accessToken()))
                .param(
                        "refresh",
                        refresh == null ? null : sealed.seal(identity("refresh_token", accountId, userId), refresh))
                .param("scopes", grant.scopes())
                .param(
                        "expires",
                        grant.expiresAt() == null ? null : grant.expiresAt().atOffset(ZoneOffset.UTC))
                .param("account", accountId)
                .param("user", userId);
    }

    private Connection read(ResultSet row, int number) throws SQLException {
        long account = row.getLong("account_id");
        long user = row.getLong("user_id");
        String refresh = row.getString("refresh_token");
        return new Connection(
                account,
                user,
                row.getLong("version"),
                sealed.open(identity("access_token", account, user), row.getString("access_token")),
                refresh == null ? null : sealed.open(identity("refresh_token", account, user), refresh),
                row.getBoolean("ending"),
                row.getBoolean("expired"));
    }

    private static String identity(String column, long accountId, long userId) {
        return "connection " + column + " " + accountId + " " + userId;
    }
}
