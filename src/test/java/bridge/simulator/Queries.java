package bridge.simulator;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The root fields that only read. What does not exist, or belongs to another account, is left out without an error. */
final class Queries {
    private static final int MAX_ITEM_IDS = 100;
    private static final List<String> NOT_SEARCHABLE =
            List.of("creation_log", "last_updated", "file", "formula", "item_id", "mirror", "tags");

    private final World world;
    private final Cursors cursors;
    private final Limits limits;

    Queries(World world, Cursors cursors, Limits limits) {
        this.world = world;
        this.cursors = cursors;
        this.limits = limits;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(TypeRuntimeWiring.newTypeWiring("Query").defaultDataFetcher(this::read));
    }

    private Object read(DataFetchingEnvironment call) {
        var caller = FieldReader.caller(call);
        var arguments = Arguments.of(call);
        var user = caller.user();
        return switch (call.getField().getName()) {
            case "me" -> user;
            case "account" -> world.accounts.get(user.accountId());
            case "users" -> users(user, arguments);
            case "workspaces" -> workspaces(user, arguments);
            case "boards" -> boards(user, arguments);
            case "items" -> items(user, arguments);
            case "items_page_by_column_values" -> byColumnValues(user, arguments);
            case "next_items_page" -> cursors.next(arguments.text("cursor"), arguments.number("limit", 25));
            case "updates" -> updates(user, arguments);
            case "replies" -> replies(user, arguments);
            case "assets" ->
                arguments.texts("ids").stream()
                        .flatMap(id -> World.number(id).map(world.assets::get).stream())
                        .filter(asset -> asset.uploadedBy().accountId() == user.accountId())
                        .toList();
            case "webhooks" -> webhooks(user, arguments);
            case "complexity" -> caller;
            case "platform_api" -> limits;
            case "version" -> caller.version();
            case "versions" -> List.copyOf(ApiVersions.all().keySet());
            default -> null;
        };
    }

    private List<User> users(User viewer, Arguments arguments) {
        var ids = arguments.texts("ids");
        var emails = arguments.texts("emails");
        var name = arguments.text("name");
        return arguments.page(
                world.users.values().stream()
                        .filter(u -> u.accountId() == viewer.accountId())
                        .filter(u -> ids == null || ids.contains(String.valueOf(u.id())))
                        .filter(u -> emails == null || emails.contains(u.email()))
                        .filter(u -> name == null
                                || u.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
                        .toList(),
                200,
                1000);
    }

    private List<Workspace> workspaces(User viewer, Arguments arguments) {
        var ids = arguments.texts("ids");
        return arguments.page(
                world.workspaces.values().stream()
                        .filter(w -> w.accountId() == viewer.accountId())
                        .filter(w -> ids == null || ids.contains(String.valueOf(w.id())))
                        .toList(),
                25,
                100);
    }

    private List<Board> boards(User viewer, Arguments arguments) {
        var ids = arguments.texts("ids");
        var workspaces = arguments.texts("workspace_ids");
        var state = arguments.text("state") == null ? "active" : arguments.text("state");
        return arguments.page(
                world.boards.values().stream()
                        .filter(b -> b.accountId == viewer.accountId())
                        .filter(b -> ids == null || ids.contains(String.valueOf(b.id)))
                        .filter(b -> workspaces == null || workspaces.contains(String.valueOf(b.workspaceId)))
                        .filter(b -> state.equals("all") || state.equals(b.state))
                        .sorted(Comparator.comparing((Board b) -> b.createdAt).reversed())
                        .toList(),
                25,
                100);
    }

    private List<Item> items(User viewer, Arguments arguments) {
        var ids = arguments.texts("ids");
        if (ids != null && ids.size() > MAX_ITEM_IDS) {
            throw MondayException.invalidArgument("At most " + MAX_ITEM_IDS + " item ids can be asked for at once");
        }
        boolean onlyActive = arguments.flag("exclude_nonactive") || ids == null;
        var found = new ArrayList<Item>();
        for (var item : world.items.values()) {
            if (item.board.accountId == viewer.accountId()
                    && (ids == null || ids.contains(String.valueOf(item.id)))
                    && (item.active() || !onlyActive)) {
                found.add(item);
            }
        }
        if (arguments.flag("newest_first")) {
            found.sort(Comparator.comparingLong((Item i) -> i.id).reversed());
        }
        return arguments.page(found, 25, 500);
    }

    private Cursors.Page byColumnValues(User viewer, Arguments arguments) {
        int limit = arguments.number("limit", 25);
        var cursor = arguments.text("cursor");
        var columns = arguments.objects("columns");
        if (cursor != null && columns != null) {
            throw MondayException.invalidArgument("cursor and columns cannot be used together");
        }
        if (cursor != null) {
            return cursors.next(cursor, limit);
        }
        var board = world.board(viewer, arguments.text("board_id"));
        var items = new ArrayList<>(world.itemsOf(board));
        for (var wanted : columns == null ? List.<Map<String, Object>>of() : columns) {
            var id = (String) wanted.get("column_id");
            var column = board.column(id).orElseThrow(() -> MondayException.invalidColumn(id));
            if (NOT_SEARCHABLE.contains(column.type.name)) {
                throw MondayException.invalidArgument("Column type " + column.type.name + " cannot be searched");
            }
            items.removeIf(item -> ((List<?>) wanted.get("column_values"))
                    .stream().noneMatch(value -> matches(world.view(item, column), (String) value)));
        }
        return cursors.first(items, limit);
    }

    /** Text matches as a whole in any case, long text exactly, an e-mail by its display text. */
    private static boolean matches(CellView cell, String value) {
        var wanted = Optional.ofNullable(value).orElse("");
        if (wanted.isEmpty()) {
            return cell.empty();
        }
        return switch (cell.column().type.name) {
            case "name", "text" -> wanted.equalsIgnoreCase(cell.text());
            case "email" -> wanted.equals(cell.field("label"));
            case "date" -> wanted.equals(cell.field("date"));
            default -> wanted.equals(cell.text());
        };
    }

    private List<Update> updates(User viewer, Arguments arguments) {
        var ids = arguments.texts("ids");
        var span = TimeSpan.of(arguments, "from_date", "to_date");
        return arguments.page(
                World.newestFirst(span.of(world.updates.values().stream()
                        .filter(u -> u.parent == null && u.item.board.accountId == viewer.accountId())
                        .filter(u -> ids == null ? u.item.active() : ids.contains(String.valueOf(u.id)))
                        .toList())),
                25,
                100);
    }

    private List<Update> replies(User viewer, Arguments arguments) {
        var boards = arguments.texts("board_ids");
        var span = TimeSpan.of(arguments, "created_at_from", "created_at_to");
        return arguments.page(
                World.newestFirst(span.of(world.updates.values().stream()
                        .filter(u -> u.parent != null && u.item.board.accountId == viewer.accountId())
                        .filter(u -> boards.contains(String.valueOf(u.item.board.id)))
                        .toList())),
                25,
                100);
    }

    private List<Webhook> webhooks(User viewer, Arguments arguments) {
        var board = world.board(viewer, arguments.text("board_id"));
        return world.webhooks.values().stream()
                .filter(w -> w.boardId() == board.id)
                .filter(w -> !arguments.flag("app_webhooks_only") || w.signed())
                .toList();
    }
}
