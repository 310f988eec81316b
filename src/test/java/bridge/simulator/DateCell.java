package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/** A day, with or without a time in UTC. */
final class DateCell extends CellType {

    DateCell() {
        super("date", "date", "DateValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (blank(input)) {
            return null;
        }
        if (input.isTextual()) {
            return writeSimple(input.textValue(), into);
        }
        if (!input.path("date").isTextual()) {
            throw malformed();
        }
        return content(input.path("date").textValue(), input.path("time").asText(null), into);
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        if (text.isEmpty()) {
            return null;
        }
        var parts = text.split(" ", 2);
        return content(parts[0], parts.length > 1 ? parts[1] : null, into);
    }

    private JsonNode content(String date, String time, CellInput into) {
        try {
            LocalDate.parse(date);
            if (time != null) {
                LocalTime.parse(time);
            }
        } catch (DateTimeParseException e) {
            throw malformed();
        }
        return Json.object()
                .put("date", date)
                .put("time", time)
                .putNull("icon")
                .put("changed_at", Times.millis(into.now()));
    }

    @Override
    String text(CellView view) {
        if (view.content() == null) {
            return "";
        }
        var time = time(view.content());
        return view.content().path("date").textValue() + (time.isEmpty() ? "" : " " + time.substring(0, 5));
    }

    private static String time(JsonNode content) {
        return content.path("time").asText("").replace("null", "");
    }

    @Override
    Object field(String field, CellView view) {
        return switch (field) {
            case "date" ->
                view.content() == null ? "" : view.content().path("date").textValue();
            case "time" -> view.content() == null ? "" : time(view.content());
            default -> null;
        };
    }

    @Override
    JsonNode event(CellView view) {
        if (view.content() == null) {
            return null;
        }
        return Json.object()
                .put("date", view.content().path("date").textValue())
                .putNull("icon")
                .put("time", view.content().path("time").textValue());
    }
}
