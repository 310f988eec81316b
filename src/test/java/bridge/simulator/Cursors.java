package bridge.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where readers of long lists are. A cursor lives an hour from the first request of its series, not from the last page.
 *
 * @see <a href="https://developer.monday.com/api-reference/reference/items-page">items_page</a>
 */
final class Cursors {
    static final Duration LIFE = Duration.ofMinutes(60);
    private static final int LIMIT = 500;

    private final World world;
    private final Map<String, Place> places = new HashMap<>();

    /** Where a series stands: the items it began with, and the next one. */
    private record Place(List<Item> items, int next, Instant begun) {}

    /** A page as the schema's {@code ItemsResponse} has it. */
    record Page(String cursor, List<Item> items) {}

    Cursors(World world) {
        this.world = world;
    }

    Page first(List<Item> items, int limit) {
        return page(new Place(items, 0, world.now()), limit);
    }

    /** @throws MondayException if the cursor is unknown or older than an hour */
    Page next(String cursor, int limit) {
        var place = places.get(cursor);
        if (place == null) {
            throw MondayException.cursor("The cursor is not valid");
        }
        if (place.begun().plus(LIFE).isBefore(world.now())) {
            throw MondayException.cursor("The cursor has expired, please start again without one");
        }
        return page(place, limit);
    }

    private Page page(Place place, int limit) {
        if (limit < 1 || limit > LIMIT) {
            throw MondayException.invalidArgument("limit must be 1 to " + LIMIT);
        }
        int end = Math.min(place.items().size(), place.next() + limit);
        var items = place.items().subList(place.next(), end).stream()
                .filter(Item::active)
                .toList();
        if (end == place.items().size()) {
            return new Page(null, items);
        }
        var cursor = "MSw" + world.newUuid();
        places.put(cursor, new Place(place.items(), end, place.begun()));
        return new Page(cursor, items);
    }

    /** Makes every cursor given so far an old one. */
    void expireAll() {
        places.replaceAll((cursor, place) -> new Place(place.items(), place.next(), Instant.EPOCH));
    }
}
