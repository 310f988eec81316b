package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Somebody of the team at work on the board: everything here is seen by webhooks as that user's doing. */
public final class TeamMember {
    private final World world;
    private final User user;
    private final ItemActions items;
    private final UpdateActions updates;

    TeamMember(World world, User user, ItemActions items, UpdateActions updates) {
        this.world = world;
        this.user = user;
        this.items = items;
        this.updates = updates;
    }

    public User user() {
        return user;
    }

    /**
     * Makes an item at the top group.
     *
     * @param cells by column title; a string as one types it, or what the API would take
     * @return its id
     */
    public String create(String boardId, String name, Map<String, ?> cells) {
        return world.locked(() -> {
            var board = world.board(user, boardId);
            var values = Json.object();
            cells.forEach((title, value) -> values.set(column(board, title).id, Json.tree(value)));
            return String.valueOf(items.create(user, board, name, null, values, false).id);
        });
    }

    public void changeStatus(String itemId, String label) {
        set(itemId, "Status", label);
    }

    public void changePriority(String itemId, String label) {
        set(itemId, "Priority", label);
    }

    public void describe(String itemId, String text) {
        set(itemId, "Description", text);
    }

    /** Types into the cell of a column, found by its title; an empty text empties it. */
    public void set(String itemId, String columnTitle, String text) {
        onItem(itemId, item -> items.changeSimple(user, item, column(item.board, columnTitle).id, text, false));
    }

    /** Sets a cell to a value in the API's own form. */
    public void setValue(String itemId, String columnTitle, JsonNode value) {
        onItem(
                itemId,
                item -> items.change(user, item, Json.object().set(column(item.board, columnTitle).id, value), false));
    }

    /** Empties a cell. */
    public void clear(String itemId, String columnTitle) {
        onItem(itemId, item -> {
            items.put(user, item, column(item.board, columnTitle), null);
            return item;
        });
    }

    public void rename(String itemId, String name) {
        onItem(itemId, item -> items.rename(user, item, name));
    }

    public void move(String itemId, String groupId) {
        onItem(itemId, item -> items.move(user, item, groupId));
    }

    public void archive(String itemId) {
        onItem(itemId, item -> items.archive(user, item));
    }

    public void delete(String itemId) {
        onItem(itemId, item -> items.delete(user, item));
    }

    /** Brings back what was archived or deleted. */
    public void restore(String itemId) {
        onItem(itemId, item -> items.restore(user, item));
    }

    /** {@return the update's id} */
    public String update(String itemId, String text) {
        return updateHtml(itemId, Html.fromEditor(text));
    }

    /** Like {@link #update}, but with a body of HTML, as an editor produces it. */
    public String updateHtml(String itemId, String body) {
        return onItem(itemId, item -> updates.create(user, item, body)).id + "";
    }

    /** {@return the reply's id} */
    public String reply(String updateId, String text) {
        return id(() -> updates.reply(user, find(updateId), Html.fromEditor(text)));
    }

    /** Works on replies too. */
    public void editUpdate(String updateId, String text) {
        id(() -> updates.edit(user, find(updateId), Html.fromEditor(text)));
    }

    /** Works on replies too. */
    public void deleteUpdate(String updateId) {
        id(() -> updates.delete(user, find(updateId)));
    }

    private String id(Supplier<Update> work) {
        return world.locked(() -> String.valueOf(work.get().id));
    }

    private Update find(String updateId) {
        return world.findUpdate(user, updateId).orElseThrow(() -> MondayException.notFound("Update", updateId));
    }

    private <T> T onItem(String itemId, Function<Item, T> work) {
        return world.locked(() ->
                work.apply(world.findItem(user, itemId).orElseThrow(() -> MondayException.notFound("Item", itemId))));
    }

    private static Column column(Board board, String title) {
        return board.columnTitled(title).orElseThrow(() -> MondayException.invalidColumn(title));
    }
}
