package bridge.event;

/** Why the service ends a connection. */
enum Ending {
    /** No acceptable token in time, or it has expired, or its session has ended. */
    NOT_AUTHENTICATED(4401, "Not authenticated"),
    FOREIGN_ORIGIN(4403, "This origin is not allowed"),
    TOO_SLOW(4408, "Too slow"),
    TOO_LARGE(1009, "Too large"),
    TOO_TALKATIVE(1008, "Too many messages"),
    TRY_LATER(1013, "Try again later"),
    RESTART(1012, "Service restart");

    private final int code;
    private final String reason;

    Ending(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** RFC 6455, 7.4; from 4000 on the meaning is ours. */
    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
