package bridge.trigger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an automation of monday's can wait for here. */
enum Trigger {
    TICKET_CREATED,
    CLIENT_REPLIED,
    TICKET_REOPENED;

    /** The word in addresses and in the database, such as {@code ticket-created}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Trigger> ofWord(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }
}
