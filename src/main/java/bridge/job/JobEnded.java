package bridge.job;

/**
 * Published in the transaction that ends a job, for whoever waits for its outcome.
 *
 * @param failure why it was given up; null: it was done
 */
public record JobEnded(Job job, String failure) {}
