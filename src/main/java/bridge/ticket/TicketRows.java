package bridge.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads tickets from the mirror. Whatever is asked for a portal is filtered by it in the query itself. */
@Component("ticketRows")
public class TicketRows {

    /** What {@link #read} reads; a condition on columns of {@code ticket} may follow. */
    public static final String SELECT = """
            SELECT ticket.*, client.name AS client_name FROM ticket
            LEFT JOIN client ON client.portal_id = ticket.portal_id AND client.email = ticket.client_email
            """;

    private final JdbcClient db;

    TicketRows(JdbcClient db) {
        this.db = db;
    }

    /** @return a portal's tickets, newest first */
    public List<Ticket> ofPortal(String portalId) {
        return db.sql(SELECT + " WHERE ticket.portal_id = :portal ORDER BY ticket.created_at DESC, ticket.id DESC")
                .param("portal", portalId)
                .query((row, n) -> read(row).ticket())
                .list();
    }

    /** For staff. @return the tickets of all portals and of none, newest first */
    public List<Ticket> all() {
        return db.sql(SELECT + " ORDER BY ticket.created_at DESC, ticket.id DESC")
                .query((row, n) -> read(row).ticket())
                .list();
    }

    /** @param ticketId as the portal shows it, see {@link Ticket#id()} */
    public Optional<TicketRow> find(String portalId, String ticketId) {
        return one(ticketId, " AND ticket.portal_id = :portal", Map.of("portal", portalId));
    }

    /** For staff: whichever portal it belongs to, or none. */
    public Optional<TicketRow> findAny(String ticketId) {
        return one(ticketId, "", Map.of());
    }

    /** @return in no order; rows that do not exist are left out */
    public List<TicketRow> withRowIds(Collection<Long> rowIds) {
        if (rowIds.isEmpty()) {
            return List.of();
        }
        return db.sql(SELECT + " WHERE ticket.id IN (:ids)")
                .param("ids", rowIds)
                .query((row, n) -> read(row))
                .list();
    }

    private Optional<TicketRow> one(String ticketId, String ofWhom, Map<String, String> whom) {
        boolean pending = ticketId.startsWith(TicketRow.PENDING);
        if (!pending && !ticketId.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        String which =
                pending ? " WHERE ticket.item_id IS NULL AND ticket.reference = :id" : " WHERE ticket.item_id = :id";
        Object id = pending ? ticketId.substring(TicketRow.PENDING.length()) : Long.valueOf(ticketId);
        return db.sql(SELECT + which + ofWhom)
                .param("id", id)
                .params(whom)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Reads a row of {@link #SELECT}. */
    public static TicketRow read(ResultSet row) throws SQLException {
        Long itemId = row.getObject("item_id", Long.class);
        String reference = row.getString("reference");
        String email = row.getString("client_email");
        String name = row.getString("client_name");
        var ticket = new Ticket(
                itemId == null ? TicketRow.PENDING + reference : itemId.toString(),
                row.getString("title"),
                row.getString("description"),
                TicketStatus.ofWord(row.getString("status")),
                Priority.ofWord(row.getString("priority")),
                row.getString("portal_id"),
                name == null ? email : name,
                email,
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "resolved_at"),
                row.getString("raw_status"),
                row.getString("raw_priority"),
                itemId == null ? row.getString("sync") : null,
                row.getLong("revision"));
        return new TicketRow(row.getLong("id"), itemId, reference, ticket);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
