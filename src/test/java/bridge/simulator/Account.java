package bridge.simulator;

import java.time.Instant;

/** A monday account; boards of one are invisible to the tokens of another. */
record Account(long id, String name, String slug, String tier, Instant createdAt) {}
