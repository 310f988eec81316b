package bridge.simulator;

import java.time.Duration;

/**
 * What a mail server does instead of taking a mail.
 *
 * @param reply what it says, such as {@code 451 4.3.0 Try again later}; null where it says nothing
 * @param times connections or commands it still concerns; negative until cleared
 * @param delay how long it waits first
 */
public record SmtpFault(Stage stage, String reply, int times, Duration delay) {

    /** Where in the conversation it happens. */
    public enum Stage {
        /** The connection is closed without a word. */
        CONNECT,
        /** Instead of the greeting. */
        GREETING,
        /** At the sender's address. */
        MAIL,
        /** At a recipient's address. */
        RCPT,
        /** The connection closes in the middle of the content; nothing is delivered. */
        CONTENT,
        /** After the content; nothing is delivered. */
        DATA,
        /** The mail is delivered, then the connection closes without an answer. */
        ANSWER_LOST,
        /** Every answer comes late, and mails are taken. */
        TARPIT
    }

    public static SmtpFault at(Stage stage, String reply) {
        return new SmtpFault(stage, reply, 1, Duration.ZERO);
    }

    /** Connections close as soon as they are made. */
    public static SmtpFault unreachable() {
        return new SmtpFault(Stage.CONNECT, null, -1, Duration.ZERO);
    }

    /** Recipients are refused for now, as by a server that greylists. */
    public static SmtpFault tryLater() {
        return at(Stage.RCPT, "451 4.7.1 Greylisted, try again later");
    }

    /** Recipients are refused for good. */
    public static SmtpFault unknownRecipient() {
        return at(Stage.RCPT, "550 5.1.1 No such user here");
    }

    public static SmtpFault answerLost() {
        return new SmtpFault(Stage.ANSWER_LOST, null, 1, Duration.ZERO);
    }

    public static SmtpFault cutShort() {
        return new SmtpFault(Stage.CONTENT, null, 1, Duration.ZERO);
    }

    public static SmtpFault tarpit(Duration delay) {
        return new SmtpFault(Stage.TARPIT, null, -1, delay);
    }

    public SmtpFault times(int count) {
        return new SmtpFault(stage, reply, count, delay);
    }

    public SmtpFault untilCleared() {
        return times(-1);
    }
}
