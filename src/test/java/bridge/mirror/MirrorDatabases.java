package bridge.mirror;

import static org.mockito.Mockito.mock;

import bridge.client.ClientRows;
import bridge.storage.Facts;
import bridge.ticket.Comment;
import bridge.ticket.Rows;
import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The mirror on both databases, without anything else of the service. */
final class MirrorDatabases implements AutoCloseable {

    /** One of the two. */
    static final class Database {
        final String name;
        final JdbcClient db;
        final TransactionTemplate transaction;
        final PortalEvents events;
        final Refetches refetches = mock(Refetches.class);
        final Mirror mirror;
        final TicketRows tickets;
        final Facts facts;
        final CommentMirror comments;

        Database(String name, DataSource source) {
            this.name = name;
            Flyway.configure().dataSource(source).load().migrate();
            db = JdbcClient.create(source);
            transaction = new TransactionTemplate(new JdbcTransactionManager(source));
            facts = new Facts(db);
            events = new PortalEvents(db, json(), transaction, facts, Duration.ofHours(24));
            tickets = Rows.tickets(db);
            comments = new CommentMirror(new CommentTable(db), Rows.comments(db), events, transaction);
            mirror = new Mirror(
                    new MirrorRows(db), tickets, new BoardClients(ClientRows.of(db)), events, refetches, transaction);
        }

        void clear() {
            for (String table : List.of(
                    "portal_event",
                    "portal_revision",
                    "ticket_comment",
                    "ticket",
                    "provisional_ticket",
                    "client",
                    "fact")) {
                db.sql("DELETE FROM " + table).update();
            }
        }

        Applied apply(BoardItem... items) {
            return mirror.apply(new Fetched(mirror.now(), List.of(items), java.util.Set.of()));
        }

        /** The types and ticket ids of what was told since, such as {@code ticket_created 7 acme}. */
        List<String> toldSince(long id) {
            return events.since(id, null, 1000).stream()
                    .map(e -> e.type().word() + " " + e.ticketId() + " " + e.portalId())
                    .toList();
        }

        Ticket ticket(long itemId) {
            return tickets.findAny(Long.toString(itemId)).map(TicketRow::ticket).orElseThrow();
        }

        List<Comment> comments(long itemId) {
            return Rows.comments(db)
                    .ofTicket(
                            tickets.findAny(Long.toString(itemId)).orElseThrow().rowId());
        }

        Instant later() {
            return mirror.now();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final EmbeddedPostgres postgres;
    private final JdbcConnectionPool h2;
    final List<Database> all;

    MirrorDatabases() throws IOException {
        postgres = EmbeddedPostgres.start();
        h2 = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "sa",
                "");
        all = List.of(new Database("H2", h2), new Database("PostgreSQL", postgres.getPostgresDatabase()));
    }

    Stream<Database> stream() {
        return all.stream();
    }

    @Override
    public void close() throws IOException {
        h2.dispose();
        postgres.close();
    }

    static ObjectMapper json() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }
}
