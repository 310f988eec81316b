package bridge.sync;

import bridge.board.BoardId;
import bridge.mirror.ItemFetches;
import bridge.mirror.Mirror;
import bridge.monday.MondayCall.Priority;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The cheap reconciliation: one call when nothing was missed. */
@Component
class BoardChecks {

    private final Mirror mirror;
    private final ItemFetches fetches;
    private final SyncRows rows;
    private final SyncState state;
    private final BoardId boardId;

    BoardChecks(Mirror mirror, ItemFetches fetches, SyncRows rows, SyncState state, BoardId boardId) {
        this.mirror = mirror;
        this.fetches = fetches;
        this.rows = rows;
        this.state = state;
        this.boardId = boardId;
    }

    BoardCheck begin() {
        int expected = rows.itemCount() + state.uncountedItems();
        var pages = new CheckPages(rows, boardId.require(), state.newestChange(), expected);
        var check = new BoardCheck(mirror.now(), pages, rows, state);
        check.then(() -> List.of(pages));
        check.then(() -> {
            Set<Long> again = new TreeSet<>(pages.changed());
            again.addAll(pages.missing());
            return fetches.inPortions(again, pages.changed(), Priority.SYNC, null, check::wrote);
        });
        return check;
    }
}
