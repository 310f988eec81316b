package bridge.access;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions on a database of their own, with what signs and checks their tokens. */
public final class SessionStore {

    private final String name;
    private final DataSource source;
    private final JdbcClient db;
    private final JwtSettings settings = new JwtSettings(
            List.of("key-of-the-tests-0123456789-abcdefghijklmnop"), "HS256", Duration.ofHours(1), Duration.ofDays(30));
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final Sessions sessions;

    private SessionStore(String name, DataSource source) {
        this.name = name;
        this.source = source;
        this.db = JdbcClient.create(source);
        this.sessions = new Sessions(db, settings, events::add);
    }

    public static SessionStore h2() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        return of("H2", h2);
    }

    public static SessionStore of(String name, DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
        return new SessionStore(name, source);
    }

    public DataSource source() {
        return source;
    }

    public JdbcClient db() {
        return db;
    }

    public Sessions sessions() {
        return sessions;
    }

    public TokenIssuer issuer() {
        return new TokenIssuer(jwt(), settings);
    }

    /** Enters a client. @return its id */
    public long client(String address, String portal) {
        db.sql("INSERT INTO client (portal_id, email, name, source) VALUES (?, ?, 'Ann', 'staff')")
                .params(portal, address)
                .update();
        return db.sql("SELECT id FROM client WHERE email = ? AND portal_id = ?")
                .params(address, portal)
                .query(Long.class)
                .single();
    }

    public TokenCheck check(String adminToken) {
        return new TokenCheck(jwt(), sessions, adminToken);
    }

    /** A new token of a living session. */
    public String token(String sid) {
        return issuer().issue(sessions.find(sid).orElseThrow()).token();
    }

    PortalJwt jwt() {
        return new PortalJwt(settings);
    }

    List<Object> events() {
        return events;
    }

    @Override
    public String toString() {
        return name;
    }
}
