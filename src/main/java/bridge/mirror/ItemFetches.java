package bridge.mirror;

import bridge.monday.MondayCall.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Reads known items again. */
@Component
public class ItemFetches {

    /** What monday gives at once (developer.monday.com/api-reference/reference/items). */
    public static final int MAX_ITEMS = 100;

    private final Mirror mirror;
    private final CommentMirror comments;
    private final ItemParser items;
    private final UpdateParser updates;

    ItemFetches(Mirror mirror, CommentMirror comments, ItemParser items, UpdateParser updates) {
        this.mirror = mirror;
        this.comments = comments;
        this.items = items;
        this.updates = updates;
    }

    /**
     * @param ids   at most {@link #MAX_ITEMS}
     * @param talks those of them whose updates are read too
     * @param done  what to do with all that was read, once
     */
    public ItemFetch of(Collection<Long> ids, Set<Long> talks, Priority priority, Consumer<ItemFetch> done) {
        return new ItemFetch(mirror::now, items, updates, ids, talks, priority, done);
    }

    /** The same in portions, each written to the mirror by itself. @param tally is told what was written */
    public List<ItemFetch> inPortions(
            Collection<Long> ids, Set<Long> talks, Priority priority, Instant quietBefore, Consumer<Applied> tally) {
        List<ItemFetch> portions = new ArrayList<>();
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += MAX_ITEMS) {
            List<Long> portion = all.subList(from, Math.min(from + MAX_ITEMS, all.size()));
            portions.add(of(portion, talks, priority, fetch -> tally.accept(write(fetch, quietBefore))));
        }
        return portions;
    }

    /** Writes what was read to the mirror. Takes part in the caller's transaction when there is one. */
    public Applied write(ItemFetch fetch, Instant quietBefore) {
        Applied applied = mirror.apply(fetch.fetched(), quietBefore);
        return applied.plus(comments.apply(fetch.talk(), fetch.begun(), quietBefore));
    }
}
