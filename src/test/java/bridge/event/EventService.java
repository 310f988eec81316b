package bridge.event;

import bridge.access.Session;
import bridge.access.Sessions;
import bridge.access.TokenIssuer;
import bridge.mirror.PortalEvent;
import bridge.mirror.PortalEvents;
import bridge.ticket.Priority;
import bridge.ticket.Ticket;
import bridge.ticket.TicketStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The service with its event flow alone; every test has portals of its own. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MONDAY_API_TOKEN=a token of the tests",
            "MONDAY_API_URL=http://localhost:9",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
            "SMTP_HOST=localhost",
            "ADMIN_TOKEN=an-admin-token-of-the-tests",
            "API_URL=https://portal.example",
            "ALLOWED_ORIGINS=https://front.example,https://other.example",
            "DATABASE_URL=jdbc:h2:mem:event-service;DB_CLOSE_DELAY=-1"
        })
abstract class EventService {

    static final String ADMIN_TOKEN = "an-admin-token-of-the-tests";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Sessions sessions;

    @Autowired
    TokenIssuer tokens;

    @Autowired
    PortalEvents events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ProducerTemplate camel;

    final String portal = "portal-" + UUID.randomUUID();

    @DynamicPropertySource
    static void routes(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("event-routes-");
        for (String name : new String[] {"errors.camel.yaml", "events.camel.yaml"}) {
            Files.copy(Path.of("routes", name), folder.resolve(name));
        }
        settings.add("ROUTES_DIR", folder::toString);
        settings.add("DATA_DIR", folder.resolve("data")::toString);
    }

    /** A session of a new client of the portal. */
    Session login(String portalId) {
        String address = UUID.randomUUID() + "@client.example";
        db.sql("INSERT INTO client (portal_id, email, name, source) VALUES (?, ?, 'Ann', 'staff')")
                .params(portalId, address)
                .update();
        long client = db.sql("SELECT id FROM client WHERE email = ?")
                .param(address)
                .query(Long.class)
                .single();
        return sessions.find(sessions.beginForClient(client)).orElseThrow();
    }

    String token(Session session) {
        return tokens.issue(session).token();
    }

    /** A token of the session that expires earlier than others do. */
    String shortToken(Session session, Duration life) {
        return token(new Session(
                session.sid(),
                session.role(),
                session.subject(),
                session.email(),
                session.portalId(),
                session.name(),
                session.clientId(),
                session.accountId(),
                Instant.now().plus(life),
                false));
    }

    String clientToken(String portalId) {
        return token(login(portalId));
    }

    /** Something happens to a ticket and is announced. @return the title of the ticket */
    String happens(String portalId, String title) {
        return happens(portalId, title, "");
    }

    String happens(String portalId, String title, String description) {
        transaction.executeWithoutResult(status -> append(portalId, title, description));
        camel.sendBody("direct:event-announce", null);
        return title;
    }

    /** In a transaction of the caller's; nothing is announced. */
    void append(String portalId, String title, String description) {
        events.append(PortalEvent.Type.TICKET_UPDATED, ticket(portalId, title, description), null);
    }

    static Ticket ticket(String portalId, String title, String description) {
        Instant now = Instant.now();
        return new Ticket(
                "7",
                title,
                description,
                TicketStatus.OPEN,
                Priority.LOW,
                portalId,
                "Ann",
                "ann@client.example",
                now,
                now,
                null,
                null,
                null,
                null,
                1);
    }
}
