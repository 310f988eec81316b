package bridge.action;

/**
 * A mail that an automation or the queue asked for: the payload of a job. Never a token: whoever needs one asks for the account's.
 *
 * @param subject     null: none was given
 * @param message     likewise
 * @param itemId      whose values the subject and message want; null: they want none
 * @param accountId   null: of no account
 * @param userId      for whom the automation runs; null: not known
 * @param callbackUrl null: nobody waits for the outcome
 */
public record ActionMail(
        String email, String subject, String message, String itemId, Long accountId, Long userId, String callbackUrl) {

    static final String KIND = "action-mail";

    /** Neither address nor content. */
    @Override
    public String toString() {
        return "ActionMail";
    }
}
