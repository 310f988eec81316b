package bridge.mirror;

import bridge.client.EmailAddress;
import bridge.client.PortalIds;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Reads column values (developer.monday.com/api-reference/reference/column-values-v2). A cell is null when the board has no such
 * column.
 */
final class Cells {

    private static final int MAX_REFERENCE = 64;
    private static final JsonMapper JSON = new JsonMapper();

    private Cells() {}

    static String description(JsonNode cell) {
        return Answers.clean(Answers.text(cell, "text", ""), Answers.MAX_TEXT);
    }

    /** @return null for one that is none of ours: empty, or too long */
    static String reference(JsonNode cell) {
        String text = cell == null ? "" : Answers.text(cell, "text", "").strip();
        return text.isEmpty() || text.length() > MAX_REFERENCE ? null : text;
    }

    /** Exactly as it stands: case and spaces count. @return null when it cannot be one */
    static String portalId(JsonNode cell) {
        String id = Answers.text(cell, "text", "");
        boolean possible = !id.isBlank()
                && id.length() <= Answers.MAX_LINE
                && id.chars().noneMatch(Character::isISOControl)
                && !PortalIds.isReserved(id);
        return possible ? id : null;
    }

    /** @return in lower case; null when there is no plain address */
    static String email(JsonNode cell) {
        return EmailAddress.parse(Answers.text(cell, cell.has("email") ? "email" : "text", null))
                .orElse(null);
    }

    /** @return the label that is shown instead of the address; null when there is none */
    static String emailName(JsonNode cell) {
        String label = Answers.line(Answers.text(cell, "label", null), Answers.MAX_LINE);
        return label == null
                        || label.equalsIgnoreCase(
                                Answers.text(cell, "email", "").strip())
                ? null
                : label;
    }

    /** @return the label of a status cell, also when the column is of another type; null when it is empty */
    static String label(JsonNode cell) {
        if (cell == null) {
            return null;
        }
        String label = Answers.text(cell, "label", null);
        return label == null ? Answers.text(cell, "text", null) : label;
    }

    /** The creation log or the date of the column; the item's own time where that is empty. */
    static Instant created(JsonNode cell, JsonNode item) {
        Instant logged = cell == null ? null : Answers.timeOrNull(cell, "created_at");
        Instant entered = logged == null && cell != null ? date(cell) : logged;
        return entered == null ? Answers.time(item, "created_at") : entered;
    }

    static Instant updated(JsonNode cell, JsonNode item) {
        boolean isLog = cell != null && Answers.text(cell, "type", "").equals("last_updated");
        Instant logged = isLog ? Answers.timeOrNull(cell, "updated_at") : null;
        return logged == null ? Answers.time(item, "updated_at") : logged;
    }

    /** Of a date column, whose {@code value} is in UTC, other than its {@code time}. @return null when it is empty */
    private static Instant date(JsonNode cell) {
        try {
            JsonNode value = JSON.readTree(Answers.text(cell, "value", "{}"));
            String date = Answers.text(value, "date", "");
            String time = Answers.text(value, "time", "");
            LocalTime atTime = time.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(time);
            return date.isEmpty() ? null : LocalDate.parse(date).atTime(atTime).toInstant(ZoneOffset.UTC);
        } catch (JsonProcessingException | DateTimeParseException e) {
            return null;
        }
    }
}
