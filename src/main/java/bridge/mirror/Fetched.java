package bridge.mirror;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one call to monday told about some items.
 *
 * @param begun when the call began, by the database's clock: what a call that began later told counts more
 * @param items active items of our board
 * @param gone  asked for, but archived, deleted, moved to another board, or not visible to our token
 */
public record Fetched(Instant begun, List<BoardItem> items, Set<Long> gone) {}
