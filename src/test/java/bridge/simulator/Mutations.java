package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.List;
import java.util.Map;

/** The root fields that change something. */
final class Mutations {
    private final World world;
    private final Structure structure;
    private final ItemActions items;
    private final UpdateActions updates;
    private final WebhookCalls webhooks;

    Mutations(World world, Structure structure, ItemActions items, UpdateActions updates, WebhookCalls webhooks) {
        this.world = world;
        this.structure = structure;
        this.items = items;
        this.updates = updates;
        this.webhooks = webhooks;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(TypeRuntimeWiring.newTypeWiring("Mutation").defaultDataFetcher(this::run));
    }

    private Object run(DataFetchingEnvironment call) {
        var caller = FieldReader.caller(call);
        var user = caller.user();
        var a = Arguments.of(call);
        boolean createLabels = a.flag("create_labels_if_missing");
        return switch (call.getField().getName()) {
            case "complexity" -> caller;
            case "create_board" -> createBoard(user, a);
            case "create_column" -> createColumn(user, a);
            case "create_status_column" -> createStatusColumn(user, a);
            case "update_status_column" ->
                structure.updateStatus(
                        user, board(user, a), a.text("id"), a.text("revision"), labels(a.object("settings")));
            case "create_group" ->
                structure.createGroup(user, board(user, a), a.text("group_name"), a.text("group_color"));
            case "create_item" ->
                items.create(
                        user,
                        board(user, a),
                        a.text("item_name"),
                        a.text("group_id"),
                        Json.argument(call.getArgument("column_values")),
                        createLabels);
            case "change_multiple_column_values" ->
                items.change(
                        user, itemOfBoard(user, a), Json.argument(call.getArgument("column_values")), createLabels);
            case "change_column_value" -> items.change(user, itemOfBoard(user, a), oneColumn(call), createLabels);
            case "change_simple_column_value" ->
                items.changeSimple(user, itemOfBoard(user, a), a.text("column_id"), a.text("value"), createLabels);
            case "move_item_to_group" -> items.move(user, item(user, a), a.text("group_id"));
            case "archive_item" -> items.archive(user, item(user, a));
            case "delete_item" -> items.delete(user, existing(user, a));
            case "create_update" -> createUpdate(user, a);
            case "edit_update" -> updates.edit(user, update(user, a.text("id")), a.text("body"));
            case "delete_update" -> updates.delete(user, update(user, a.text("id")));
            case "add_file_to_column" -> addFile(user, a, call.getArgument("file"));
            case "add_file_to_update" -> addFileToUpdate(user, a, call.getArgument("file"));
            case "create_webhook" -> createWebhook(caller, a, call);
            case "delete_webhook" -> deleteWebhook(user, a);
            case "create_notification" -> a.text("text");
            default -> null;
        };
    }

    private Board board(User user, Arguments a) {
        return world.board(user, a.text("board_id"));
    }

    private Item item(User user, Arguments a) {
        return world.item(user, a.required("item_id"));
    }

    private Item existing(User user, Arguments a) {
        var id = a.required("item_id");
        return world.findItem(user, id)
                .filter(i -> !i.state.equals("deleted"))
                .orElseThrow(() -> MondayException.notFound("Item", id));
    }

    private Item itemOfBoard(User user, Arguments a) {
        var board = board(user, a);
        var item = item(user, a);
        if (item.board != board) {
            throw MondayException.invalidArgument("The item is not on this board");
        }
        return item;
    }

    private Update update(User user, String id) {
        return world.findUpdate(user, id).orElseThrow(() -> MondayException.notFound("Update", id));
    }

    private static JsonNode oneColumn(DataFetchingEnvironment call) {
        return Json.object().set(call.getArgument("column_id"), Json.argument(call.getArgument("value")));
    }

    private Board createBoard(User user, Arguments a) {
        var workspace = a.text("workspace_id") == null
                ? world.workspaces.values().stream()
                        .filter(w -> w.accountId() == user.accountId())
                        .findFirst()
                        .map(Workspace::id)
                        .orElse(null)
                : World.number(a.text("workspace_id"))
                        .filter(world.workspaces::containsKey)
                        .orElseThrow(() -> MondayException.notFound("Workspace", a.text("workspace_id")));
        var board = structure.createBoard(user, a.text("board_name"), a.text("board_kind"), workspace, a.flag("empty"));
        board.description = a.text("description");
        return board;
    }

    private Column createColumn(User user, Arguments a) {
        var column = structure.createColumn(user, board(user, a), a.text("id"), a.text("title"), a.text("column_type"));
        column.description = a.text("description");
        if (column.type instanceof StatusCell) {
            structure.labels(column, null);
        }
        return column;
    }

    private Column createStatusColumn(User user, Arguments a) {
        var labels = labels(a.object("defaults"));
        Structure.checkLabels(labels);
        var column = structure.createColumn(user, board(user, a), a.text("id"), a.text("title"), "status");
        column.description = a.text("description");
        structure.labels(column, labels);
        return column;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> labels(Map<String, Object> settings) {
        return settings == null ? null : (List<Map<String, Object>>) settings.get("labels");
    }

    private Update createUpdate(User user, Arguments a) {
        if (a.text("parent_id") != null) {
            return updates.reply(user, update(user, a.text("parent_id")), a.text("body"));
        }
        return updates.create(user, item(user, a), a.text("body"));
    }

    private Asset addFile(User user, Arguments a, Object file) {
        var item = item(user, a);
        var id = a.text("column_id");
        var column = item.board
                .column(id)
                .filter(c -> c.type instanceof FileCell)
                .orElseThrow(() -> MondayException.invalidColumn(id));
        var asset = store(user, file);
        items.put(user, item, column, FileCell.with(item.cells.get(column.id), asset, world.now()));
        return asset;
    }

    private Asset addFileToUpdate(User user, Arguments a, Object file) {
        var update = update(user, a.text("update_id"));
        var asset = store(user, file);
        update.assets.add(asset);
        return asset;
    }

    private Asset store(User user, Object file) {
        if (!(file instanceof Upload upload)) {
            throw MondayException.invalidArgument("A file is sent as multipart/form-data to /v2/file");
        }
        var asset = new Asset(world.newId(), upload.name(), upload.content(), user, world.now());
        world.assets.put(asset.id(), asset);
        return asset;
    }

    private Webhook createWebhook(Caller caller, Arguments a, DataFetchingEnvironment call) {
        Structure.allowed(caller.user());
        var board = world.findBoard(caller.user(), a.text("board_id"))
                .orElseThrow(() -> new MondayException(
                        "InvalidArgumentException", 200, "Board not found", Map.of("board_id", a.text("board_id"))));
        var webhook = new Webhook(
                world.newId(),
                board.id,
                a.text("url"),
                a.text("event"),
                Json.argument(call.getArgument("config")),
                caller.user(),
                caller.token().app());
        webhook.check();
        var challenge = world.newUuid() + world.newUuid();
        world.unlocked(() -> {
            webhooks.challenge(webhook.url(), challenge);
            return null;
        });
        world.webhooks.put(webhook.id(), webhook);
        world.touched();
        return webhook;
    }

    private Webhook deleteWebhook(User user, Arguments a) {
        var id = a.text("id");
        var webhook = World.number(id)
                .map(world.webhooks::get)
                .filter(w -> w.creator().accountId() == user.accountId())
                .orElseThrow(() -> MondayException.notFound("Webhook", id));
        world.webhooks.remove(webhook.id());
        world.touched();
        return webhook;
    }
}
