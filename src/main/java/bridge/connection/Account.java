package bridge.connection;

/**
 * Whose access to monday is meant.
 *
 * @param userId null: of anybody who connected the account
 */
public record Account(long accountId, Long userId) {}
