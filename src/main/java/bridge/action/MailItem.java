package bridge.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The values of an item that a mail may use: its name, id, url, board and group, and its columns by id or title. */
public final class MailItem {

    private final Map<String, String> values = new HashMap<>();

    /** @param item as {@code mail-item.graphql} gives it */
    MailItem(JsonNode item) {
        for (JsonNode column : item.path("column_values")) {
            put(column.at("/column/title").asText(""), text(column));
        }
        for (JsonNode column : item.path("column_values")) {
            put(column.path("id").asText(""), text(column));
        }
        put("group", item.at("/group/title").asText(""));
        put("board", item.at("/board/name").asText(""));
        put("url", item.path("url").asText(""));
        put("id", item.path("id").asText(""));
        put("name", item.path("name").asText(""));
    }

    /** @return "" for an empty column; null for a name that the item does not have; case does not count */
    String value(String name) {
        return values.get(name.toLowerCase(Locale.ROOT));
    }

    /** True when one of its values looks like a template: then text that monday has put into a field may not be its author's. */
    boolean holdsPlaceholders() {
        return values.values().stream().anyMatch(value -> new MailTemplate(value).hasPlaceholders());
    }

    private void put(String name, String value) {
        values.put(name.toLowerCase(Locale.ROOT), value);
    }

    /** Some columns have no text but a display value; an e-mail's text repeats its label. */
    private static String text(JsonNode column) {
        for (String field : new String[] {"email", "display_value", "text"}) {
            if (column.hasNonNull(field)) {
                return column.get(field).asText();
            }
        }
        return "";
    }
}
