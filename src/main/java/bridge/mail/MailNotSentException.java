package bridge.mail;

/** A mail was not sent this time; another try may succeed. The message is ours and holds no address. */
class MailNotSentException extends RuntimeException {

    MailNotSentException(String message) {
        super(message);
    }
}
