package bridge.access;

/** Published on the node where a session was ended, after the commit: its sockets close. */
public record SessionEnded(String sid) {}
