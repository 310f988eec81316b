package bridge.simulator;

import java.time.Instant;

/**
 * Somebody in a simulated account.
 *
 * @param kind monday's word: {@code admin}, {@code member}, {@code guest} or {@code view_only}
 */
public record User(long id, long accountId, String name, String email, String kind, Instant createdAt) {

    boolean mayWrite() {
        return !kind.equals("view_only");
    }
}
