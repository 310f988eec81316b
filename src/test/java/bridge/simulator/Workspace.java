package bridge.simulator;

import java.time.Instant;

/** A workspace of an account. */
record Workspace(long id, long accountId, String name, Instant createdAt) {}
