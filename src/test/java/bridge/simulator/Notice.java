package bridge.simulator;

import java.time.Instant;

/** What monday tells the owner of an automation, or an administrator of the account. */
public record Notice(long automationId, String title, String description, Instant at) {}
