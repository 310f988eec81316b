package bridge.sync;

/** How thoroughly the mirror is compared with the board. */
public enum SyncKind {
    /** Everything is read, whatever was read before. */
    ALL,
    /** After a start: every item, and the updates that can be new; goes on with a load that did not end. */
    SINCE_LAST_TIME,
    /** What changed last, and how many items there are. */
    CHECK
}
