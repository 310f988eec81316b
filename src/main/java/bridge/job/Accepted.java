package bridge.job;

/**
 * The ledger's answer to a {@link NewJob}.
 *
 * @param fresh false: the job had been accepted before
 */
public record Accepted(long id, String kind, boolean fresh) {}
