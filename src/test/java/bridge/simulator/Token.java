package bridge.simulator;

/**
 * An API token and whom it stands for.
 *
 * @param app true for a token that an app received by OAuth: its webhooks are signed, a personal token's are not
 */
record Token(String value, User user, boolean app) {}
