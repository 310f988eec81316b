package bridge.ticket;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets tests of other packages read rows without a Spring context. */
public final class Rows {

    private Rows() {}

    public static TicketRows tickets(JdbcClient db) {
        return new TicketRows(db);
    }

    public static CommentRows comments(JdbcClient db) {
        return new CommentRows(db);
    }
}
