package bridge.sync;

import bridge.mirror.PortalEvents;
import java.time.Instant;

/** Every item and update of the board, compared with the mirror. */
class BoardLoad extends Reconciliation {

    private final SyncState state;
    private final PortalEvents events;
    private final boolean first;
    private ItemPages pages;

    /** @param first the mirror was never complete before, and what it gets is told to nobody */
    BoardLoad(Instant begun, boolean first, SyncState state, PortalEvents events) {
        super(begun);
        this.first = first;
        this.state = state;
        this.events = events;
    }

    void pages(ItemPages itemPages) {
        this.pages = itemPages;
    }

    @Override
    int items() {
        return pages.progress().items();
    }

    @Override
    void finish() {
        state.newestChange(pages.progress().newestChange());
        state.updatesReadAt(begun());
        state.loaded();
        if (first && !applied().isNothing()) {
            events.breakOff();
        }
    }
}
