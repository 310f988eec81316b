package bridge.action;

/**
 * What the template of an action's mail needs.
 *
 * @param messageId the same for every try of this mail
 */
public record ActionLetter(String to, String subject, String message, String messageId) {

    @Override
    public String toString() {
        return "ActionLetter[" + messageId + "]";
    }
}
