package bridge.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.job.FinalFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.ConnectException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailsTest {

    private final Mails mails = new Mails();

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.example, c@d.example", "Ann <a@b.example>", "a@b.example\r\nRCPT TO:<c@d.example>", "", "a"
            })
    void aMailHasOneRecipient(String to) {
        assertThatThrownBy(() -> mails.compose(to, "s", "t", "h", "<m>")).isInstanceOf(FinalFailure.class);
    }

    @Test
    void aMailTellsNeitherItsRecipientNorItsContent() {
        assertThat(mails.compose("a@b.example", "subject", "text", "html", "<m>")
                        .toString())
                .isEqualTo("Mail[<m>]");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 550, 552, 554})
    void a5xxIsFinal(int code) throws Exception {
        for (MessagingException failure : answers(code)) {
            assertThatThrownBy(() -> mails.failed(failure))
                    .isInstanceOf(FinalFailure.class)
                    .hasMessage("The mail server refused the mail for good (" + code + ")")
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 450, 452})
    void a4xxIsNot(int code) throws Exception {
        for (MessagingException failure : answers(code)) {
            assertThatThrownBy(() -> mails.failed(failure))
                    .isInstanceOf(MailNotSentException.class)
                    .hasMessage("The mail server did not take the mail now (" + code + ")")
                    .hasNoCause();
        }
    }

    @Test
    void whatIsNotAboutTheMailIsNotFinal() {
        assertThatThrownBy(() -> mails.failed(new MessagingException("a@b.example", new ConnectException("refused"))))
                .isInstanceOf(MailNotSentException.class)
                .hasMessage("The mail server could not be used (MessagingException)")
                .hasNoCause();
        assertThatThrownBy(() -> mails.failed(new AuthenticationFailedException("535 no")))
                .isInstanceOf(MailNotSentException.class)
                .hasMessageContaining("SMTP_USER");
    }

    private static MessagingException[] answers(int code) throws Exception {
        var to = new InternetAddress("a@b.example");
        var recipient = new SMTPAddressFailedException(to, "RCPT TO:<a@b.example>", code, "a@b.example");
        return new MessagingException[] {
            new SendFailedException("Invalid Addresses", recipient),
            new SMTPSendFailedException(".", code, "a@b.example", null, null, null, null),
            new SMTPSendFailedException("DATA", code, "a@b.example", recipient, null, null, null),
            new SMTPSenderFailedException(to, "MAIL FROM:<a@b.example>", code, "a@b.example"),
        };
    }
}
