package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Something that happened on a board, ready to be told to whoever subscribed.
 *
 * @param events the {@code WebhookEventType}s it belongs to
 * @param body what monday's payload says about it, without the parts every payload has
 * @param columnId null unless a cell changed
 * @param statusId the new label's id; null unless a status changed to a label
 * @param groupId the group moved to; null unless moved
 */
record Change(
        Board board,
        User user,
        List<String> events,
        ObjectNode body,
        String columnId,
        Integer statusId,
        String groupId) {

    private static Change of(Board board, User user, String event, ObjectNode body) {
        return new Change(board, user, List.of(event), body, null, null, null);
    }

    static Change created(World world, Item item) {
        var body = pulse(item, "create_pulse")
                .put("groupName", item.group.title)
                .put("groupColor", item.group.color)
                .put("isTopGroup", item.group == item.board.topGroup());
        var values = body.putObject("columnValues");
        for (var cell : world.cells(item)) {
            if (cell.cell() != null) {
                values.set(cell.column().id, cell.column().type.event(cell));
            }
        }
        return of(item.board, item.creator, "create_item", body);
    }

    static Change cell(User user, CellView before, CellView after) {
        var item = after.item();
        var column = after.column();
        var body = pulse(item, "update_column_value")
                .put("columnId", column.id)
                .put("columnType", column.type.internalName)
                .put("columnTitle", column.title);
        set(body, "value", column.type.event(after));
        set(body, "previousValue", column.type.event(before));
        body.put("changedAt", item.updatedAt.toEpochMilli() / 1000.0)
                .put("isTopGroup", item.group == item.board.topGroup());
        boolean status = column.type instanceof StatusCell;
        return new Change(
                item.board,
                user,
                status
                        ? List.of("change_column_value", "change_specific_column_value", "change_status_column_value")
                        : List.of("change_column_value", "change_specific_column_value"),
                body,
                column.id,
                status ? StatusCell.label(after).map(StatusLabel::id).orElse(null) : null,
                null);
    }

    static Change renamed(User user, Item item, String before) {
        var body = pulse(item, "update_name");
        body.remove("pulseName");
        body.putObject("value").put("name", item.name);
        body.putObject("previousValue").put("name", before);
        return of(item.board, user, "change_name", body);
    }

    static Change moved(User user, Item item, Group from) {
        var body = pulse(item, "move_pulse_into_group")
                .put("sourceGroupId", from.id)
                .put("destGroupId", item.group.id);
        body.remove("groupId");
        body.putObject("destGroup")
                .put("id", item.group.id)
                .put("title", item.group.title)
                .put("color", item.group.color)
                .put("is_top_group", item.group == item.board.topGroup());
        return new Change(
                item.board,
                user,
                List.of("item_moved_to_any_group", "item_moved_to_specific_group"),
                body,
                null,
                null,
                item.group.id);
    }

    static Change archived(User user, Item item) {
        return of(item.board, user, "item_archived", gone(item, "archive_pulse"));
    }

    static Change deleted(User user, Item item) {
        return of(item.board, user, "item_deleted", gone(item, "delete_pulse"));
    }

    static Change restored(User user, Item item, String stateBefore) {
        var body = gone(item, "restore_pulse");
        body.putObject("value").put("state", 1).put("is_undo", true);
        body.putObject("previousValue").put("state", stateBefore.equals("archived") ? 2 : 3);
        return of(item.board, user, "item_restored", body);
    }

    /** @param event {@code create_update}, {@code edit_update} or {@code delete_update} */
    static Change update(User user, Update update, String event) {
        boolean reply = update.parent != null;
        var body = Json.object()
                .put("type", event)
                .put("boardId", update.item.board.id)
                .put("pulseId", update.item.id)
                .put("body", update.body)
                .put("textBody", Html.text(update.body))
                .put("updateId", reply ? update.parent.id : update.id);
        if (reply) {
            body.put("replyId", update.id);
        } else {
            body.putNull("replyId");
        }
        return of(update.item.board, user, event, body);
    }

    static Change columnCreated(User user, Board board, Column column) {
        return of(
                board,
                user,
                "create_column",
                Json.object()
                        .put("type", "create_column")
                        .put("boardId", board.id)
                        .put("columnId", column.id)
                        .put("columnType", column.type.internalName)
                        .put("columnTitle", column.title));
    }

    private static ObjectNode pulse(Item item, String type) {
        return Json.object()
                .put("type", type)
                .put("boardId", item.board.id)
                .put("groupId", item.group.id)
                .put("pulseId", item.id)
                .put("pulseName", item.name);
    }

    /** Archiving, deletion and restoring name the item by {@code itemId}, unlike the rest. */
    private static ObjectNode gone(Item item, String type) {
        return Json.object()
                .put("type", type)
                .put("boardId", item.board.id)
                .put("itemId", item.id)
                .put("itemName", item.name);
    }

    private static void set(ObjectNode body, String name, JsonNode value) {
        if (value == null) {
            body.putNull(name);
        } else {
            body.set(name, value);
        }
    }
}
