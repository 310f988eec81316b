package bridge.mail;

/**
 * One mail to one recipient, ready to be sent.
 *
 * @param to        one plain address
 * @param html      the same content as the text
 * @param messageId in angle brackets; the same for every try of one mail, so that a copy can be recognised
 */
public record Mail(String to, String subject, String text, String html, String messageId) {

    /** Neither address nor content: this may reach a log. */
    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
