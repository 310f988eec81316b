package bridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;

/** A board as the page shows it. Called with the world locked. */
final class BoardJson {

    private BoardJson() {}

    static ObjectNode of(World world, Board board) {
        var json = Json.object()
                .put("id", String.valueOf(board.id))
                .put("name", board.name)
                .put("revision", world.revision());
        var groups = json.putArray("groups");
        board.groups.forEach(group ->
                groups.addObject().put("id", group.id).put("title", group.title).put("color", group.color));
        var columns = json.putArray("columns");
        for (var column : board.columns) {
            if (!column.archived && !column.type.name.equals("name")) {
                column(column, columns.addObject());
            }
        }
        var updates = world.updates.values().stream()
                .collect(Collectors.groupingBy(update -> update.item, Collectors.counting()));
        var items = json.putArray("items");
        world.itemsOf(board).forEach(item -> item(world, item, updates, items.addObject()));
        var gone = json.putArray("gone");
        world.items.values().stream()
                .filter(item -> item.board == board && !item.active())
                .forEach(item -> item(world, item, updates, gone.addObject()));
        return json;
    }

    private static void column(Column column, ObjectNode json) {
        json.put("id", column.id).put("title", column.title).put("type", column.type.name);
        var labels = json.putArray("labels");
        column.labelsInOrder().forEach(label -> labels.addObject()
                .put("label", label.label())
                .put("color", label.colour().hex()));
    }

    private static void item(World world, Item item, Map<Item, Long> updates, ObjectNode json) {
        json.put("id", String.valueOf(item.id))
                .put("name", item.name)
                .put("state", item.state)
                .put("group", item.group.id)
                .put("updatedAt", item.updatedAt.toString())
                .put("updates", updates.getOrDefault(item, 0L));
        var cells = json.putObject("cells");
        for (var cell : world.cells(item)) {
            var shown = cells.putObject(cell.column().id).put("text", cell.text());
            StatusCell.label(cell)
                    .ifPresent(label -> shown.put("color", label.colour().hex()));
        }
    }
}
