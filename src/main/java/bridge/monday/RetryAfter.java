package bridge.monday;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads the header {@code Retry-After}, which holds seconds or a date (RFC 9110 10.2.3). */
final class RetryAfter {

    /** Nobody's clock or slip of the pen stops us for longer. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** @return {@link Duration#ZERO} when there is none, or none that can be read */
    static Duration read(String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return Duration.ZERO;
        }
        String text = header.strip();
        try {
            Duration pause = text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?")
                    ? Duration.ofMillis((long) (Double.parseDouble(text) * 1000))
                    : Duration.between(
                            clock.instant(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            if (pause.isNegative()) {
                return Duration.ZERO;
            }
            return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
