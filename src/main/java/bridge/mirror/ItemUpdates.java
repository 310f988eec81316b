package bridge.mirror;

import java.util.List;

/**
 * What one call, or several of one series, told about an item's updates.
 *
 * @param complete true: it has no others
 */
public record ItemUpdates(long itemId, List<BoardUpdate> updates, boolean complete) {}
