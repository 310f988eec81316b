package bridge.mail;

import bridge.client.EmailAddress;
import bridge.job.FinalFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.OptionalInt;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts mails together, and says what a failure to send one means. */
@Component("mails")
public class Mails {

    private static final Logger LOG = LoggerFactory.getLogger(Mails.class);

    private static final int REFUSED_FOR_GOOD = 500;

    /** @throws FinalFailure if the recipient is not exactly one plain address */
    public Mail compose(String to, String subject, String text, String html, String messageId) {
        String address =
                EmailAddress.parse(to).orElseThrow(() -> new FinalFailure("The recipient is not one plain address"));
        return new Mail(address, subject, text, html, messageId);
    }

    public void sent(Mail mail) {
        LOG.info("Mail {} was taken by the mail server", mail.messageId());
    }

    /**
     * Always throws: what the library says may hold addresses and the mail itself, so nothing of it goes further.
     *
     * @throws FinalFailure     if the server refused this mail for good (5xx)
     * @throws MailNotSentException if another try may succeed
     */
    public void failed(MessagingException failure) {
        OptionalInt code = replyCode(failure);
        if (code.isPresent() && code.getAsInt() >= REFUSED_FOR_GOOD) {
            throw new FinalFailure("The mail server refused the mail for good (" + code.getAsInt() + ")");
        }
        if (failure instanceof AuthenticationFailedException) {
            throw new MailNotSentException("The mail server does not accept SMTP_USER and SMTP_PASSWORD");
        }
        throw new MailNotSentException(
                code.isPresent()
                        ? "The mail server did not take the mail now (" + code.getAsInt() + ")"
                        : "The mail server could not be used ("
                                + failure.getClass().getSimpleName() + ")");
    }

    /** @return the server's answer to this mail; empty when there was none, or when it was about the connection */
    private static OptionalInt replyCode(MessagingException failure) {
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            if (e instanceof SMTPAddressFailedException address) {
                return OptionalInt.of(address.getReturnCode());
            }
            if (e instanceof SMTPSenderFailedException sender) {
                return OptionalInt.of(sender.getReturnCode());
            }
            if (e instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                return OptionalInt.of(send.getReturnCode());
            }
        }
        return OptionalInt.empty();
    }
}
