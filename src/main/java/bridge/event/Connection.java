package bridge.event;

/** A way to somebody who listens, whatever the transport. No method waits for the other side, and none throws. */
interface Connection {

    /** Says that from now on whatever happens after {@code lastEventId} is told. */
    void ready(long lastEventId);

    void event(LiveEvent event);

    /** Says that something was missed that cannot be told any more. */
    void resync();

    /** @param action run once when everything given so far has been sent; never when the connection ends before */
    void whenSent(Runnable action);

    void end(Ending ending);
}
