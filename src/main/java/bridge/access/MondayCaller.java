package bridge.access;

import java.util.Optional;

/**
 * For whom monday calls, as its token says; never what a body or an address says.
 *
 * @param shortLivedToken API token of that user for five minutes (developer.monday.com/apps/docs/authorization-header); null when
 *                        there is none
 */
public record MondayCaller(long accountId, long userId, String shortLivedToken) {

    /** @return empty when the token does not name both an account and a user by number */
    static Optional<MondayCaller> of(MondayClaims claims) {
        try {
            return claims.accountId().flatMap(account -> claims.userId()
                    .map(user -> new MondayCaller(
                            Long.parseLong(account),
                            Long.parseLong(user),
                            claims.text("shortLivedToken").orElse(null))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "MondayCaller[accountId=" + accountId + ", userId=" + userId + "]";
    }
}
