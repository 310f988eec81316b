package bridge.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** monday's ways to write a time. */
final class Times {
    private static final DateTimeFormatter LOG =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** Whole seconds with {@code Z}: items, updates, column values. */
    static String seconds(Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Milliseconds with {@code Z}: inside values and webhooks. */
    static String millis(Instant at) {
        return MILLIS.format(at);
    }

    /** The text of a creation log or last updated column. */
    static String log(Instant at) {
        return LOG.format(at);
    }
}
