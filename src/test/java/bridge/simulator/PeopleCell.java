package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** People of the account; teams are not simulated. */
final class PeopleCell extends CellType {

    PeopleCell() {
        super("people", "multiple-person", "PeopleValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (blank(input)) {
            return null;
        }
        if (input.isTextual()) {
            return writeSimple(input.textValue(), into);
        }
        if (!input.path("personsAndTeams").isArray()) {
            throw malformed();
        }
        var ids = new ArrayList<Long>();
        input.path("personsAndTeams").forEach(p -> ids.add(p.path("id").asLong()));
        return content(ids, into);
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        var ids = new ArrayList<Long>();
        for (var part : text.split(",", -1)) {
            if (!part.isBlank()) {
                try {
                    ids.add(Long.valueOf(part.strip()));
                } catch (NumberFormatException e) {
                    throw malformed();
                }
            }
        }
        return content(ids, into);
    }

    private static JsonNode content(List<Long> ids, CellInput into) {
        if (ids.isEmpty()) {
            return null;
        }
        var content = Json.object().put("changed_at", Times.millis(into.now()));
        var people = content.putArray("personsAndTeams");
        ids.forEach(id -> people.addObject().put("id", id).put("kind", "person"));
        return content;
    }

    private static List<Long> ids(CellView view) {
        var ids = new ArrayList<Long>();
        if (view.content() != null) {
            view.content()
                    .path("personsAndTeams")
                    .forEach(p -> ids.add(p.path("id").longValue()));
        }
        return ids;
    }

    @Override
    String text(CellView view) {
        return ids(view).stream()
                .map(id -> view.world().users.get(id))
                .map(user -> user == null ? "" : user.name())
                .collect(Collectors.joining(", "));
    }

    @Override
    Object field(String field, CellView view) {
        return field.equals("persons_and_teams")
                ? ids(view).stream()
                        .map(id -> Map.of("id", id, "kind", "person"))
                        .toList()
                : null;
    }
}
