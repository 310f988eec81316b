package bridge.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Lowest first. */
public enum Priority {
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("urgent")
    URGENT;

    /** The word used in JSON, in the database and in settings. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static Priority ofWord(String word) {
        for (Priority priority : values()) {
            if (priority.word().equals(word)) {
                return priority;
            }
        }
        throw new IllegalArgumentException("not a priority");
    }
}
