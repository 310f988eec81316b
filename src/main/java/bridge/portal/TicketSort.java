package bridge.portal;

import java.util.Arrays;
import java.util.Optional;

/** What a list of tickets can be sorted by. Its SQL is fixed text: nothing of a request gets into it. */
enum TicketSort {
    CREATED_AT("created_at", "ticket.created_at", true),
    UPDATED_AT("updated_at", "ticket.updated_at", true),
    PRIORITY(
            "priority",
            "CASE ticket.priority WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2 ELSE 3 END",
            false);

    private final String word;
    private final String expression;
    private final boolean time;

    TicketSort(String word, String expression, boolean time) {
        this.word = word;
        this.expression = expression;
        this.time = time;
    }

    String word() {
        return word;
    }

    String expression() {
        return expression;
    }

    /** True when its key is an instant, false when it is a number. */
    boolean isTime() {
        return time;
    }

    static Optional<TicketSort> ofWord(String word) {
        return Arrays.stream(values()).filter(sort -> sort.word.equals(word)).findFirst();
    }
}
