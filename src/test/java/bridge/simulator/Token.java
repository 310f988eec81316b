package bridge.simulator;

import java.time.Instant;
import java.util.List;

/**
 * An API token and whom it stands for.
 *
 * @param app true for a token that an app received by OAuth or in a signed call: its webhooks are signed, a personal token's are not
 * @param expiresAt null: never
 * @param scopes what an app's token may do; null: everything
 */
record Token(String value, User user, boolean app, Instant expiresAt, List<String> scopes) {

    Token(String value, User user, boolean app) {
        this(value, user, app, null, null);
    }

    boolean aliveAt(Instant time) {
        return expiresAt == null || time.isBefore(expiresAt);
    }
}
