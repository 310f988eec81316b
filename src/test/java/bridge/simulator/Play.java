package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What somebody of the team does, told as JSON: {@code {"action":…,"as":userId}} and by action
 *
 * <ul>
 *   <li>{@code create}: {@code boardId}, {@code name}, {@code cells} by column title
 *   <li>{@code set}: {@code itemId}, {@code column} (its title), {@code text}; {@code clear} without {@code text}
 *   <li>{@code rename}: {@code itemId}, {@code name}; {@code move}: {@code itemId}, {@code groupId}
 *   <li>{@code archive}, {@code delete}, {@code restore}: {@code itemId}
 *   <li>{@code update}: {@code itemId}, {@code text}; {@code reply}: {@code updateId}, {@code text}
 *   <li>{@code editUpdate}: {@code updateId}, {@code text}; {@code deleteUpdate}: {@code updateId}
 * </ul>
 *
 * Without {@code as} the first member of the team does it.
 */
final class Play {
    private final SimulatedMonday monday;

    Play(SimulatedMonday monday) {
        this.monday = monday;
    }

    /**
     * @return the id of what was made; empty text when nothing was
     * @throws MondayException if it cannot be done
     */
    String run(JsonNode wanted) {
        var member = monday.as(
                monday.userOr(wanted.path("as").asText(""), monday.team().get(0)));
        var item = wanted.path("itemId").asText("");
        var update = wanted.path("updateId").asText("");
        var text = wanted.path("text").asText("");
        var column = wanted.path("column").asText("");
        var name = wanted.path("name").asText("");
        switch (wanted.path("action").asText("")) {
            case "create" -> {
                return member.create(wanted.path("boardId").asText(monday.boardId()), name, cells(wanted));
            }
            case "update" -> {
                return member.update(item, text);
            }
            case "reply" -> {
                return member.reply(update, text);
            }
            case "set" -> member.set(item, column, text);
            case "clear" -> member.clear(item, column);
            case "rename" -> member.rename(item, name);
            case "move" -> member.move(item, wanted.path("groupId").asText(""));
            case "archive" -> member.archive(item);
            case "delete" -> member.delete(item);
            case "restore" -> member.restore(item);
            case "editUpdate" -> member.editUpdate(update, text);
            case "deleteUpdate" -> member.deleteUpdate(update);
            default -> throw MondayException.invalidArgument("unknown action");
        }
        return "";
    }

    private static Map<String, JsonNode> cells(JsonNode wanted) {
        var cells = new HashMap<String, JsonNode>();
        wanted.path("cells").properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
        return cells;
    }
}
