package bridge.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The time between two arguments that only work together. */
record TimeSpan(Instant from, Instant to) {

    /** @throws MondayException if only one of them is there, or one is no time */
    static TimeSpan of(Arguments arguments, String from, String to) {
        var begin = arguments.text(from);
        var end = arguments.text(to);
        if ((begin == null) != (end == null)) {
            throw MondayException.invalidArgument(from + " and " + to + " can only be used together");
        }
        return begin == null
                ? new TimeSpan(Instant.MIN, Instant.MAX)
                : new TimeSpan(time(begin, false), time(end, true));
    }

    private static Instant time(String text, boolean end) {
        try {
            if (text.length() > 10) {
                return Instant.parse(text);
            }
            var day = LocalDate.parse(text);
            return (end ? day.plusDays(1) : day).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw MondayException.invalidArgument("Not a date: " + text);
        }
    }

    List<Update> of(List<Update> updates) {
        return updates.stream()
                .filter(u -> !u.createdAt.isBefore(from) && !u.createdAt.isAfter(to))
                .toList();
    }
}
