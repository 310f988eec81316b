package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Changes to the shape of a board: the board itself, its columns, labels and groups. Called with the world locked. */
final class Structure {
    private static final String COLUMN_ID = "[a-z_]{1,20}";

    private final World world;
    private final WebhookSender sender;

    Structure(World world, WebhookSender sender) {
        this.world = world;
        this.sender = sender;
    }

    Board createBoard(User user, String name, String kind, Long workspaceId, boolean empty) {
        allowed(user);
        var board = new Board(world.newId(), user, name, kind, world.now());
        board.workspaceId = workspaceId;
        board.groups.add(new Group("topics", board.id, "Group Title", "#037f4c", 1));
        board.columns.add(new Column("name", board.id, CellTypes.named("name"), "Name"));
        board.usedColumnIds.add("name");
        world.boards.put(board.id, board);
        if (!empty) {
            fill(board, user);
        }
        world.touched();
        return board;
    }

    /** What a board has that nobody asked to be empty. */
    private void fill(Board board, User user) {
        board.groups.add(new Group("group_title", board.id, "Group Title", "#579bfc", 2));
        createColumn(user, board, "person", "Person", "people");
        var status = createColumn(user, board, "status", "Status", "status");
        status.labels.add(new StatusLabel(0, "Working on it", StatusColour.WORKING_ORANGE, 0, null, false, false));
        status.labels.add(new StatusLabel(1, "Done", StatusColour.DONE_GREEN, 1, null, true, false));
        status.labels.add(new StatusLabel(2, "Stuck", StatusColour.STUCK_RED, 2, null, false, false));
        createColumn(user, board, "date", "Date", "date");
        for (int i = 1; i <= 3; i++) {
            var item = new Item(world.newId(), board, board.topGroup(), "Item " + i, user, world.now());
            world.items.put(item.id, item);
        }
    }

    /** @param id null to let monday choose one like {@code text_mkmw91z2} */
    Column createColumn(User user, Board board, String id, String title, String type) {
        allowed(user);
        var cellType = CellTypes.named(type);
        if (id != null && (!id.matches(COLUMN_ID) || board.usedColumnIds.contains(id))) {
            throw new MondayException(
                    "InvalidColumnIdException",
                    200,
                    "Column id must be 1 to 20 characters of a-z and _, and new to the board",
                    Map.of("column_id", id));
        }
        var column = new Column(id == null ? generated(board, cellType) : id, board.id, cellType, title);
        board.usedColumnIds.add(column.id);
        board.columns.add(column);
        changed(board);
        sender.publish(Change.columnCreated(user, board, column));
        return column;
    }

    private String generated(Board board, CellType type) {
        var id = type.internalName.replace('-', '_') + "_" + world.newSuffix();
        return board.usedColumnIds.contains(id) ? generated(board, type) : id;
    }

    /** Gives a new status column its labels; without any, monday's own three. */
    void labels(Column column, List<Map<String, Object>> labels) {
        if (labels == null) {
            column.addLabel("Working on it", StatusColour.WORKING_ORANGE, 0, null, false);
            column.addLabel("Done", StatusColour.DONE_GREEN, 1, null, true);
            column.addLabel("Stuck", StatusColour.STUCK_RED, 2, null, false);
            return;
        }
        for (var label : labels) {
            column.addLabel(
                    (String) label.get("label"),
                    StatusColour.named((String) label.get("color")),
                    (Integer) label.get("index"),
                    (String) label.get("description"),
                    Boolean.TRUE.equals(label.get("is_done")));
        }
    }

    /** @throws MondayException if a label or a position is there twice or out of range */
    static void checkLabels(List<Map<String, Object>> labels) {
        if (labels == null) {
            return;
        }
        var names = new HashSet<Object>();
        var positions = new HashSet<Object>();
        for (var label : labels) {
            int position = (Integer) label.get("index");
            if (position < 0 || position > 39 || !positions.add(position)) {
                throw MondayException.invalidArgument("Label index must be unique and between 0 and 39");
            }
            if (((String) label.get("label")).length() > 30 || !names.add(label.get("label"))) {
                throw MondayException.invalidArgument("Label must be unique and at most 30 characters long");
            }
        }
    }

    /** Replaces the labels: those named by {@code id} are changed, those without one are new, the rest go. */
    Column updateStatus(User user, Board board, String columnId, String revision, List<Map<String, Object>> labels) {
        allowed(user);
        var column = board.column(columnId).orElseThrow(() -> MondayException.invalidColumn(columnId));
        if (!(column.type instanceof StatusCell)) {
            throw MondayException.invalidArgument("Column is not a status column");
        }
        if (!column.revisionText().equals(revision)) {
            throw new MondayException(
                    "InvalidArgumentException",
                    409,
                    "Column was changed meanwhile: revision does not match",
                    Map.of("revision", column.revisionText()));
        }
        checkLabels(labels);
        if (labels != null) {
            relabel(column, labels);
        }
        column.revision++;
        changed(board);
        return column;
    }

    private static void relabel(Column column, List<Map<String, Object>> labels) {
        for (var label : labels) {
            if (label.get("id") != null
                    && column.label((Integer) label.get("id")).isEmpty()) {
                throw MondayException.invalidArgument("No label has the id " + label.get("id"));
            }
        }
        column.labels.removeIf(
                old -> labels.stream().noneMatch(l -> Integer.valueOf(old.id()).equals(l.get("id"))));
        for (var label : labels) {
            var colour = StatusColour.named((String) label.get("color"));
            var text = (String) label.get("label");
            var position = (Integer) label.get("index");
            var done = Boolean.TRUE.equals(label.get("is_done"));
            var description = (String) label.get("description");
            if (label.get("id") == null) {
                column.addLabel(text, colour, position, description, done);
                continue;
            }
            int id = (Integer) label.get("id");
            column.labels.replaceAll(old -> old.id() != id
                    ? old
                    : new StatusLabel(
                            id,
                            text,
                            colour,
                            position,
                            description,
                            done,
                            Boolean.TRUE.equals(label.get("is_deactivated"))));
        }
    }

    Group createGroup(User user, Board board, String title, String color) {
        allowed(user);
        double last = board.groups.get(board.groups.size() - 1).position;
        var group =
                new Group("group_" + world.newSuffix(), board.id, title, color == null ? "#579bfc" : color, last + 1);
        board.groups.add(group);
        changed(board);
        return group;
    }

    private void changed(Board board) {
        board.updatedAt = world.now();
        world.touched();
    }

    static void allowed(User user) {
        if (!user.mayWrite()) {
            throw MondayException.unauthorized();
        }
    }

    /** The {@code settings} of a column: labels in order of display for a status, else empty. */
    static JsonNode settings(Column column) {
        var settings = Json.object();
        if (!(column.type instanceof StatusCell)) {
            return settings;
        }
        settings.put("type", "status");
        var labels = settings.putArray("labels");
        for (var label : column.labelsInOrder()) {
            labels.addObject()
                    .put("id", label.id())
                    .put("label", label.label())
                    .put("color", label.colour().apiName())
                    .put("hex", label.colour().hex())
                    .put("index", label.position())
                    .put("description", label.description())
                    .put("is_done", label.done())
                    .put("is_deactivated", label.deactivated());
        }
        return settings;
    }
}
