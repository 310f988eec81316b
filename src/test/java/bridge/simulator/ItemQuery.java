package bridge.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Filters and sorts items by an {@code ItemsQuery}. */
final class ItemQuery {
    private final World world;
    private final Board board;
    private final ItemRule rules;

    ItemQuery(World world, User viewer, Board board) {
        this.world = world;
        this.board = board;
        this.rules = new ItemRule(world, viewer, board);
    }

    /** @param query as given by the caller; null for all items in the order of the board */
    List<Item> run(Map<String, Object> query) {
        var items = new ArrayList<>(world.itemsOf(board));
        if (query == null) {
            return items;
        }
        if (query.get("ids") instanceof List<?> ids) {
            items.removeIf(item -> !ids.contains(String.valueOf(item.id)));
        }
        items.removeIf(item -> !matches(item, query));
        if (query.get("order_by") instanceof List<?> orders && !orders.isEmpty()) {
            items.sort(order(orders));
        }
        return items;
    }

    @SuppressWarnings("unchecked")
    private boolean matches(Item item, Map<String, Object> query) {
        var results = new ArrayList<Boolean>();
        if (query.get("rules") instanceof List<?> list) {
            list.forEach(rule -> results.add(rules.matches(item, (Map<String, Object>) rule)));
        }
        if (query.get("groups") instanceof List<?> list) {
            list.forEach(group -> results.add(matches(item, (Map<String, Object>) group)));
        }
        return results.isEmpty()
                || ("or".equals(query.get("operator")) ? results.contains(true) : !results.contains(false));
    }

    private Comparator<Item> order(List<?> orders) {
        Comparator<Item> all = null;
        for (var each : orders) {
            var order = (Map<?, ?>) each;
            var one = by((String) order.get("column_id"));
            if ("desc".equals(order.get("direction"))) {
                one = one.reversed();
            }
            all = all == null ? one : all.thenComparing(one);
        }
        return all;
    }

    private Comparator<Item> by(String columnId) {
        return switch (columnId) {
            case "name" -> Comparator.comparing(item -> item.name, String.CASE_INSENSITIVE_ORDER);
            case "__creation_log__" ->
                Comparator.<Item, Instant>comparing(item -> item.createdAt).thenComparing(item -> item.id);
            case "__last_updated__" ->
                Comparator.<Item, Instant>comparing(item -> item.updatedAt).thenComparing(item -> item.id);
            default -> by(board.column(columnId).orElseThrow(() -> MondayException.invalidColumn(columnId)));
        };
    }

    private Comparator<Item> by(Column column) {
        return switch (column.type.name) {
            case "creation_log" -> by("__creation_log__");
            case "last_updated" -> by("__last_updated__");
            case "numbers" ->
                Comparator.comparingDouble(item -> world.view(item, column).empty()
                        ? Double.NEGATIVE_INFINITY
                        : Double.parseDouble(world.view(item, column).text()));
            case "status" ->
                Comparator.comparingInt(item -> StatusCell.label(world.view(item, column))
                        .map(StatusLabel::position)
                        .orElse(Integer.MAX_VALUE));
            default ->
                Comparator.comparing(item -> {
                    var text = world.view(item, column).text();
                    return text == null ? "" : text;
                });
        };
    }
}
