package bridge.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads comments from the mirror. A team note is in no answer of this class but the one for staff. */
@Component("commentRows")
public class CommentRows {

    private static final String SELECT = """
            SELECT ticket_comment.*, ticket.item_id, ticket.reference AS ticket_reference FROM ticket_comment
            JOIN ticket ON ticket.id = ticket_comment.ticket_id
            """;

    private final JdbcClient db;

    CommentRows(JdbcClient db) {
        this.db = db;
    }

    /** @return what a client may see of a ticket, oldest first */
    public List<Comment> ofTicket(long ticketRowId) {
        return db.sql(SELECT + """
                        WHERE ticket_comment.ticket_id = :ticket AND ticket_comment.is_public
                        ORDER BY ticket_comment.created_at, ticket_comment.update_id, ticket_comment.id""")
                .param("ticket", ticketRowId)
                .query((row, n) -> read(row))
                .list();
    }

    /** @return all, team notes too, oldest first */
    public List<Comment> ofTicketForStaff(long ticketRowId) {
        return db.sql(SELECT + """
                        WHERE ticket_comment.ticket_id = :ticket
                        ORDER BY ticket_comment.created_at, ticket_comment.update_id, ticket_comment.id""")
                .param("ticket", ticketRowId)
                .query((row, n) -> read(row))
                .list();
    }

    /** @return empty for a team note, too */
    public Optional<Comment> find(long commentRowId) {
        return db.sql(SELECT + " WHERE ticket_comment.id = :id AND ticket_comment.is_public")
                .param("id", commentRowId)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Comment read(ResultSet row) throws SQLException {
        Long itemId = row.getObject("item_id", Long.class);
        Long updateId = row.getObject("update_id", Long.class);
        return new Comment(
                updateId == null ? TicketRow.PENDING + row.getString("reference") : updateId.toString(),
                itemId == null ? TicketRow.PENDING + row.getString("ticket_reference") : itemId.toString(),
                row.getString("author"),
                Comment.AuthorType.valueOf(row.getString("author_type").toUpperCase(Locale.ROOT)),
                row.getString("text"),
                TicketRows.instant(row, "created_at"),
                updateId == null ? row.getString("sync") : null);
    }
}
