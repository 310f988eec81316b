package bridge.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions on a database of their own, with what signs and checks their tokens. */
record SessionStore(String name, JdbcClient db, JwtSettings settings, Sessions sessions, List<Object> events) {

    static SessionStore h2() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        return of("H2", h2);
    }

    static SessionStore of(String name, DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
        var settings = new JwtSettings(
                List.of("key-of-the-tests-0123456789-abcdefghijklmnop"),
                "HS256",
                Duration.ofHours(1),
                Duration.ofDays(30));
        JdbcClient db = JdbcClient.create(source);
        List<Object> events = new ArrayList<>();
        return new SessionStore(name, db, settings, new Sessions(db, settings, events::add), events);
    }

    long client(String address, String portal) {
        db.sql("INSERT INTO client (portal_id, email, name, source) VALUES (?, ?, 'Ann', 'staff')")
                .params(portal, address)
                .update();
        return db.sql("SELECT id FROM client WHERE email = ? AND portal_id = ?")
                .params(address, portal)
                .query(Long.class)
                .single();
    }

    TokenCheck check(String adminToken) {
        return new TokenCheck(jwt(), sessions, adminToken);
    }

    PortalJwt jwt() {
        return new PortalJwt(settings);
    }

    /** A new token of a living session. */
    String token(String sid) {
        return new TokenIssuer(jwt(), settings)
                .issue(sessions.find(sid).orElseThrow())
                .token();
    }

    @Override
    public String toString() {
        return name;
    }
}
