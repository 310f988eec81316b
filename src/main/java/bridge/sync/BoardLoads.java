package bridge.sync;

import bridge.board.BoardId;
import bridge.mirror.CommentMirror;
import bridge.mirror.ItemFetches;
import bridge.mirror.ItemParser;
import bridge.mirror.Mirror;
import bridge.mirror.MirrorAge;
import bridge.mirror.PortalEvents;
import bridge.mirror.UpdateParser;
import bridge.monday.MondayCall.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Full loads: every item by cursor, then what was not among them by id, then the updates. What the very first load finds is no
 * event, since nothing was missing before; whoever listens is told to read everything again.
 */
@Component
class BoardLoads {

    private static final Logger LOG = LoggerFactory.getLogger(BoardLoads.class);

    /** Items that people made while the first load went on are events, also when the clocks differ a little. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /** How far before the last reading updates are read again. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final Mirror mirror;
    private final CommentMirror comments;
    private final ItemParser items;
    private final UpdateParser updates;
    private final ItemFetches fetches;
    private final MirrorAge age;
    private final PortalEvents events;
    private final SyncRows rows;
    private final SyncState state;
    private final BoardId boardId;

    BoardLoads(
            Mirror mirror,
            CommentMirror comments,
            ItemParser items,
            UpdateParser updates,
            ItemFetches fetches,
            MirrorAge age,
            PortalEvents events,
            SyncRows rows,
            SyncState state,
            BoardId boardId) {
        this.mirror = mirror;
        this.comments = comments;
        this.items = items;
        this.updates = updates;
        this.fetches = fetches;
        this.age = age;
        this.events = events;
        this.rows = rows;
        this.state = state;
        this.boardId = boardId;
    }

    /** Everything, whatever was read before: all updates, too. */
    BoardLoad all() {
        state.loaded();
        return begin(null);
    }

    /** After a start: goes on with an unfinished load, and reads those updates that can be new. */
    BoardLoad sinceLastTime() {
        return begin(state.updatesReadAt().map(at -> at.minus(OVERLAP)).orElse(null));
    }

    private BoardLoad begin(Instant updatesSince) {
        Instant now = mirror.now();
        String board = boardId.require();
        Optional<LoadProgress> unfinished = state.unfinishedLoad().filter(load -> load.canGoOn(board, now));
        LoadProgress progress = unfinished.orElse(new LoadProgress(board, now, now, null, 0, Instant.EPOCH));
        Instant started = progress.started();
        boolean first = !age.wasEverRight();
        Instant quietBefore = first ? started.minus(CLOCKS_DIFFER) : null;
        Instant newestBefore = state.newestChange();

        var load = new BoardLoad(started, first, state, events);
        var pages = new ItemPages(mirror, items, state, progress, quietBefore, load::wrote);
        load.pages(pages);
        load.then(() -> List.of(pages));
        load.then(() ->
                fetches.inPortions(rows.itemsNotSeenSince(started), Set.of(), Priority.SYNC, quietBefore, load::wrote));
        load.then(() ->
                List.of(new UpdatePages(mirror, comments, updates, board, updatesSince, quietBefore, load::wrote)));
        load.then(() -> {
            List<Long> talks =
                    updatesSince == null ? rows.talksNotSeenSince(started) : rows.itemsChangedSince(newestBefore);
            return fetches.inPortions(talks, Set.copyOf(talks), Priority.SYNC, quietBefore, load::wrote);
        });
        LOG.info("{} of the board {}", first ? "First load" : "Load", unfinished.isPresent() ? "goes on" : "begins");
        return load;
    }
}
