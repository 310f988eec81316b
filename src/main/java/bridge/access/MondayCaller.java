package bridge.access;

import java.util.Optional;

/**
 * For whom monday calls, as its token says; never what a body or an address says.
 *
 * @param userId          0 when it concerns the account as a whole
 * @param shortLivedToken API token of that user for five minutes (developer.monday.com/apps/docs/authorization-header); null when
 *                        there is none
 */
public record MondayCaller(long accountId, long userId, String shortLivedToken) {

    /** @return empty when the token does not name both an account and a user by number */
    public static Optional<MondayCaller> of(MondayClaims claims) {
        return ofAccount(claims).filter(caller -> caller.userId() > 0);
    }

    /** @return empty when the token names no account by number */
    static Optional<MondayCaller> ofAccount(MondayClaims claims) {
        try {
            long account = Long.parseLong(claims.accountId().orElse("0"));
            long user = Long.parseLong(claims.userId().orElse("0"));
            var caller = new MondayCaller(
                    account, user, claims.text("shortLivedToken").orElse(null));
            return account > 0 && user >= 0 ? Optional.of(caller) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "MondayCaller[accountId=" + accountId + ", userId=" + userId + "]";
    }
}
