package bridge.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The four states of the portal; a board may have more labels than these. */
public enum TicketStatus {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("in_progress")
    IN_PROGRESS,
    @JsonProperty("resolved")
    RESOLVED,
    @JsonProperty("closed")
    CLOSED;

    /** The word used in JSON, in the database and in settings. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static TicketStatus ofWord(String word) {
        for (TicketStatus status : values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("not a status");
    }

    /** True for states in which the team's work is over. */
    public boolean isFinished() {
        return this == RESOLVED || this == CLOSED;
    }
}
