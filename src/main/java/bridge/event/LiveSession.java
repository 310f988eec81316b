package bridge.event;

import bridge.access.Caller;
import java.time.Instant;

/** Somebody who listens, over one connection. */
class LiveSession {

    private final Connection connection;
    private volatile Caller caller;
    private volatile boolean live;
    private long position;

    LiveSession(Caller caller, Connection connection) {
        this.caller = caller;
        this.connection = connection;
    }

    Caller caller() {
        return caller;
    }

    Connection connection() {
        return connection;
    }

    /** @param fresh the same caller with a later token */
    void renew(Caller fresh) {
        caller = fresh;
    }

    boolean hasExpired(Instant now) {
        Instant expires = caller.expires();
        return expires != null && !now.isBefore(expires);
    }

    /** Its portal, exactly; null for staff, who hear all. */
    String portal() {
        return caller.isStaff() ? null : caller.portalId();
    }

    boolean mayHear(String portalId) {
        return caller.isStaff() || (portalId != null && caller.mayReach(portalId));
    }

    /** True when events are given to it as they happen; false while it is told what it missed. */
    boolean isLive() {
        return live;
    }

    /** @param seen the last event it has been told, or need not be told */
    void goLive(long seen) {
        position = seen;
        live = true;
    }

    /** Tells the event unless it has been told or is none of its business. Called by one thread at a time. */
    boolean hear(LiveEvent event, Instant now) {
        if (event.id() <= position) {
            return false;
        }
        position = event.id();
        if (!mayHear(event.portalId()) || hasExpired(now)) {
            return false;
        }
        connection.event(event);
        return true;
    }
}
