package bridge.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Reads members of monday's answers: ids may be strings or numbers, texts may hold what a database does not take. */
public final class Answers {

    static final int MAX_LINE = 255;

    /** monday's long text has 2,000 characters; an update can be longer. */
    static final int MAX_TEXT = 30_000;

    private Answers() {}

    /** @return otherwise when the member is absent or null */
    public static String text(JsonNode node, String name, String otherwise) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : otherwise;
    }

    /** @throws UnreadableAnswerException if it is no id of monday: digits that fit 64 bits */
    public static long id(JsonNode node, String name) {
        String id = text(node, name, "");
        if (!id.matches("[0-9]{1,18}")) {
            throw new UnreadableAnswerException(name);
        }
        return Long.parseLong(id);
    }

    /** @throws UnreadableAnswerException if it is no time */
    public static Instant time(JsonNode node, String name) {
        Instant time = timeOrNull(node, name);
        if (time == null) {
            throw new UnreadableAnswerException(name);
        }
        return time;
    }

    /** @return null when it is absent, null, or no time */
    static Instant timeOrNull(JsonNode node, String name) {
        try {
            return OffsetDateTime.parse(text(node, name, "")).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** @return an item's name as the mirror holds it */
    public static String title(JsonNode item) {
        String title = line(text(item, "name", null), MAX_LINE);
        return title == null ? "" : title;
    }

    /** @return in one line; null when nothing is left */
    static String line(String text, int max) {
        String line =
                text == null ? "" : clean(text.replaceAll("\\s+", " "), max).strip();
        return line.isEmpty() ? null : line;
    }

    /** @return without control characters other than line ends and tabs, and not longer than {@code max} */
    static String clean(String text, int max) {
        String clean = text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        if (clean.length() <= max) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max);
    }
}
