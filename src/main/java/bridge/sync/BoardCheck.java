package bridge.sync;

import java.time.Instant;

/** What changed last, compared with the mirror. */
class BoardCheck extends Reconciliation {

    private final CheckPages pages;
    private final SyncRows rows;
    private final SyncState state;

    BoardCheck(Instant begun, CheckPages pages, SyncRows rows, SyncState state) {
        super(begun);
        this.pages = pages;
        this.rows = rows;
        this.state = state;
    }

    @Override
    int items() {
        return pages.items();
    }

    @Override
    void finish() {
        state.newestChange(pages.newest());
        if (pages.countOfAll() != null) {
            state.uncountedItems(pages.countOfAll() - rows.itemCount());
        }
    }
}
