package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Everything that can be done to an item, by the API or by a person. Called with the world locked. */
final class ItemActions {
    private static final int ITEMS_LIMIT = 10_000;

    private final World world;
    private final WebhookSender sender;

    ItemActions(World world, WebhookSender sender) {
        this.world = world;
        this.sender = sender;
    }

    /**
     * @param groupId null for the top group
     * @param values column values by column id; null for none
     * @throws MondayException if something is wrong with it; no item is made then
     */
    Item create(User user, Board board, String name, String groupId, JsonNode values, boolean createLabels) {
        Structure.allowed(user);
        checkName(name);
        if (world.itemsOf(board).size() >= ITEMS_LIMIT) {
            throw new MondayException(
                    "ItemsLimitationException", 200, "Board has too many items", Map.of("board_id", board.id));
        }
        var group = groupId == null
                ? board.topGroup()
                : board.group(groupId).orElseThrow(() -> MondayException.notFound("Group", groupId));
        var contents = contents(board, values, createLabels);
        var item = new Item(world.newId(), board, group, name, user, world.now());
        contents.forEach((column, content) -> store(item, column, content));
        world.items.put(item.id, item);
        board.updatedAt = item.updatedAt;
        sender.publish(Change.created(world, item));
        return item;
    }

    /**
     * Changes any number of cells at once, and with the key {@code name} the name too. What stays the same makes no event.
     *
     * @throws MondayException if one of them is wrong; nothing is changed then
     */
    Item change(User user, Item item, JsonNode values, boolean createLabels) {
        Structure.allowed(user);
        var contents = contents(item.board, values, createLabels);
        var name = values == null ? null : values.get("name");
        if (name != null) {
            rename(user, item, name.asText());
        }
        contents.forEach((column, content) -> put(user, item, column, content));
        return item;
    }

    Item changeSimple(User user, Item item, String columnId, String value, boolean createLabels) {
        Structure.allowed(user);
        if (columnId.equals("name")) {
            return rename(user, item, value);
        }
        var column = item.board.column(columnId).orElseThrow(() -> MondayException.invalidColumn(columnId));
        put(user, item, column, column.type.writeSimple(value == null ? "" : value, input(column, createLabels)));
        return item;
    }

    /** Sets a cell to content that is already in its stored form; null empties it. */
    void put(User user, Item item, Column column, JsonNode content) {
        var before = world.view(item, column);
        if (same(before.content(), content)) {
            return;
        }
        store(item, column, content);
        touch(user, item);
        sender.publish(Change.cell(user, before, world.view(item, column)));
    }

    private Map<Column, JsonNode> contents(Board board, JsonNode values, boolean createLabels) {
        var contents = new LinkedHashMap<Column, JsonNode>();
        if (values == null || values.isNull()) {
            return contents;
        }
        if (!values.isObject()) {
            throw MondayException.brokenJson("column_values must be a JSON object");
        }
        for (var entry : values.properties()) {
            var id = entry.getKey();
            if (id.equals("name")) {
                checkName(entry.getValue().asText());
                continue;
            }
            var column = board.column(id).orElseThrow(() -> MondayException.invalidColumn(id));
            contents.put(column, column.type.write(entry.getValue(), input(column, createLabels)));
        }
        return contents;
    }

    private CellInput input(Column column, boolean createLabels) {
        return new CellInput(column, createLabels, world.now());
    }

    private void store(Item item, Column column, JsonNode content) {
        if (content == null) {
            item.cells.remove(column.id);
        } else {
            item.cells.put(column.id, new Cell(content, world.now()));
        }
    }

    /** Compares without the time of the change, which is part of most contents. */
    private static boolean same(JsonNode a, JsonNode b) {
        return Objects.equals(timeless(a), timeless(b));
    }

    private static JsonNode timeless(JsonNode content) {
        if (content == null || !content.isObject()) {
            return content;
        }
        var copy = content.deepCopy();
        ((ObjectNode) copy).remove("changed_at");
        return copy;
    }

    Item rename(User user, Item item, String name) {
        Structure.allowed(user);
        checkName(name);
        var before = item.name;
        if (!before.equals(name)) {
            item.name = name;
            touch(user, item);
            sender.publish(Change.renamed(user, item, before));
        }
        return item;
    }

    Item move(User user, Item item, String groupId) {
        Structure.allowed(user);
        var from = item.group;
        item.group = item.board.group(groupId).orElseThrow(() -> MondayException.notFound("Group", groupId));
        if (from != item.group) {
            touch(user, item);
            sender.publish(Change.moved(user, item, from));
        }
        return item;
    }

    Item archive(User user, Item item) {
        Structure.allowed(user);
        item.state = "archived";
        touch(user, item);
        sender.publish(Change.archived(user, item));
        return item;
    }

    /** Archived items can be deleted too; a deleted one is still found by its id, with its state. */
    Item delete(User user, Item item) {
        Structure.allowed(user);
        item.state = "deleted";
        touch(user, item);
        sender.publish(Change.deleted(user, item));
        return item;
    }

    /** Brings an archived or deleted item back: a person can, the API cannot. */
    Item restore(User user, Item item) {
        var before = item.state;
        if (!item.active()) {
            item.state = "active";
            touch(user, item);
            sender.publish(Change.restored(user, item, before));
        }
        return item;
    }

    void touch(User user, Item item) {
        item.updatedAt = world.now();
        item.updater = user;
        item.board.updatedAt = item.updatedAt;
    }

    private static void checkName(String name) {
        if (name == null || name.isBlank()) {
            throw MondayException.invalidArgument("Item name cannot be empty");
        }
        if (name.length() > 255) {
            throw new MondayException(
                    "ItemNameTooLongException", 200, "Item name is longer than 255 characters", Map.of());
        }
    }
}
