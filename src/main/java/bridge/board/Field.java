package bridge.board;

import java.util.List;

/** What a ticket needs of the board: one column each. The first title and type are those that {@code setup} makes. */
public enum Field {
    DESCRIPTION(true, List.of("Description", "Ticket Description", "Details"), List.of("long_text", "text")),
    PORTAL_ID(true, List.of("Portal ID", "Portal", "Client ID"), List.of("text")),
    CLIENT_EMAIL(
            true,
            List.of("Client Email", "Client E-mail", "Email", "E-mail", "Customer Email", "Requester Email"),
            List.of("email", "text")),
    STATUS(true, List.of("Status", "Ticket Status", "State"), List.of("status")),
    PRIORITY(true, List.of("Priority", "Ticket Priority"), List.of("status")),
    TICKET_ID(true, List.of("Ticket ID", "Ticket Number", "Ticket", "Reference"), List.of("text")),
    CREATED(
            false,
            List.of("Created", "Created At", "Creation Log", "Date Created", "Creation Date"),
            List.of("creation_log", "date")),
    UPDATED(false, List.of("Updated", "Last Updated", "Updated At"), List.of("last_updated", "date"));

    private final boolean needed;
    private final List<String> titles;
    private final List<String> types;

    Field(boolean needed, List<String> titles, List<String> types) {
        this.needed = needed;
        this.titles = titles;
        this.types = types;
    }

    /** False when monday knows the value without a column. */
    public boolean isNeeded() {
        return needed;
    }

    /** Best first. */
    List<String> titles() {
        return titles;
    }

    /** monday's names of column types, best first. */
    public List<String> types() {
        return types;
    }

    public String title() {
        return titles.get(0);
    }

    /** The setting that names the column's id. */
    public String setting() {
        return "MONDAY_COLUMNS_" + name();
    }
}
