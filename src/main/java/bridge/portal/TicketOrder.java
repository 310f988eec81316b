package bridge.portal;

import java.util.Optional;

/** The order of a list. It is total: tickets with the same key stand newest first, then by their row. */
record TicketOrder(TicketSort by, boolean descending) {

    static final TicketOrder NEWEST_FIRST = new TicketOrder(TicketSort.CREATED_AT, true);

    /** Reads {@code created_at}, {@code -created_at} and so on. */
    static Optional<TicketOrder> parse(String text) {
        boolean descending = text.startsWith("-");
        return TicketSort.ofWord(descending ? text.substring(1) : text).map(by -> new TicketOrder(by, descending));
    }

    /** As a caller writes it. */
    String word() {
        return (descending ? "-" : "") + by.word();
    }

    /** The text after {@code ORDER BY}. */
    String sql() {
        String key = by.expression() + direction();
        return by.isTime() ? key + ", ticket.id" + direction() : key + ", ticket.created_at DESC, ticket.id DESC";
    }

    /** A condition with the parameters {@code key} and {@code row}, and perhaps {@code created}: what comes after that place. */
    String afterSql() {
        String beyond = descending ? " < " : " > ";
        String key = by.expression();
        String tie = by.isTime()
                ? "ticket.id" + beyond + ":row"
                : "(ticket.created_at < :created OR (ticket.created_at = :created AND ticket.id < :row))";
        return "(" + key + beyond + ":key OR (" + key + " = :key AND " + tie + "))";
    }

    private String direction() {
        return descending ? " DESC" : " ASC";
    }
}
