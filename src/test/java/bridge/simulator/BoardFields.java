package bridge.simulator;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.ArrayList;
import java.util.List;

/** What is read of boards, their columns and groups. */
final class BoardFields {
    private static final int ITEMS_LIMIT = 10_000;

    private final World world;
    private final Cursors cursors;

    BoardFields(World world, Cursors cursors) {
        this.world = world;
        this.cursors = cursors;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(FieldReader.type("Board", Board.class, this::board));
        wiring.type(FieldReader.type("Column", Column.class, (column, field, call) -> column(column, field)));
        wiring.type(FieldReader.type("Group", Group.class, this::group));
        wiring.type(FieldReader.type("ItemsResponse", Cursors.Page.class, (page, field, call) -> switch (field) {
            case "cursor" -> page.cursor();
            case "items" -> page.items();
            default -> null;
        }));
    }

    private Object board(Board board, String field, DataFetchingEnvironment call) {
        return switch (field) {
            case "id" -> board.id;
            case "name" -> board.name;
            case "state" -> board.state;
            case "type" -> "board";
            case "board_kind" -> board.kind;
            case "hierarchy_type" -> "classic";
            case "description" -> board.description;
            case "permissions" -> "everyone";
            case "url" -> world.boardUrl(board);
            case "workspace" -> board.workspaceId == null ? null : world.workspaces.get(board.workspaceId);
            case "workspace_id" -> board.workspaceId;
            case "created_at" -> Times.seconds(board.createdAt);
            case "updated_at" -> Times.seconds(board.updatedAt);
            case "creator" -> board.creator;
            case "owners", "subscribers" -> List.of(board.creator);
            case "columns" -> columns(board, Arguments.of(call));
            case "groups" -> groups(board, Arguments.of(call));
            case "top_group" -> board.topGroup();
            case "items_count" -> world.itemsOf(board).size();
            case "items_limit" -> ITEMS_LIMIT;
            case "items_page" -> itemsPage(board, null, call);
            case "updates" -> updates(board, Arguments.of(call));
            default -> null;
        };
    }

    private static List<Column> columns(Board board, Arguments arguments) {
        var ids = arguments.texts("ids");
        var types = arguments.texts("types");
        return board.columns.stream()
                .filter(c -> ids == null || ids.contains(c.id))
                .filter(c -> types == null || types.contains(c.type.name))
                .filter(c -> !c.archived)
                .toList();
    }

    private static List<Group> groups(Board board, Arguments arguments) {
        var ids = arguments.texts("ids");
        return board.groups.stream()
                .filter(g -> ids == null || ids.contains(g.id))
                .toList();
    }

    private static Object column(Column column, String field) {
        return switch (field) {
            case "id" -> column.id;
            case "title" -> column.title;
            case "description" -> column.description;
            case "type" -> column.type.name;
            case "archived" -> column.archived;
            case "settings" -> Json.MAPPER.convertValue(Structure.settings(column), Object.class);
            case "settings_str" -> Json.write(Structure.settings(column));
            case "revision" -> column.revisionText();
            default -> null;
        };
    }

    private Object group(Group group, String field, DataFetchingEnvironment call) {
        return switch (field) {
            case "id" -> group.id;
            case "title" -> group.title;
            case "color" -> group.color;
            case "position" -> String.valueOf(group.position);
            case "archived", "deleted" -> false;
            case "items_page" -> itemsPage(world.boards.get(group.boardId), group, call);
            default -> null;
        };
    }

    private Cursors.Page itemsPage(Board board, Group group, DataFetchingEnvironment call) {
        var arguments = Arguments.of(call);
        var query = arguments.object("query_params");
        var cursor = arguments.text("cursor");
        int limit = arguments.number("limit", 25);
        if (cursor != null) {
            if (query != null) {
                throw MondayException.invalidArgument("cursor and query_params cannot be used together");
            }
            return cursors.next(cursor, limit);
        }
        var items = new ItemQuery(world, FieldReader.caller(call).user(), board).run(query);
        return cursors.first(
                group == null
                        ? items
                        : items.stream().filter(i -> i.group == group).toList(),
                limit);
    }

    private List<Update> updates(Board board, Arguments arguments) {
        var ids = arguments.texts("ids");
        var all = new ArrayList<Update>();
        for (var update : world.updates.values()) {
            if (update.item.board == board
                    && update.item.active()
                    && update.parent == null
                    && (ids == null || ids.contains(String.valueOf(update.id)))) {
                all.add(update);
            }
        }
        return arguments.page(
                World.newestFirst(TimeSpan.of(arguments, "from_date", "to_date").of(all)), 25, 100);
    }
}
