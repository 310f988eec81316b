package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private Mailbox mailbox;

    @BeforeEach
    void start() {
        mailbox = Mailbox.start();
    }

    @AfterEach
    void stop() {
        mailbox.close();
    }

    private void send(String to, String subject) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", mailbox.host());
        settings.put("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        settings.put("mail.smtp.timeout", "5000");
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("support@northwind.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        var text = new MimeBodyPart();
        text.setText("Hällo 北京\n.\nhttps://portal.example/login?portal_id=a&token=abc\n", "UTF-8");
        var html = new MimeBodyPart();
        html.setContent("<p>Hällo <a href='https://portal.example/login'>in</a></p>", "text/html; charset=utf-8");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message, "any", "password");
    }

    @Test
    void showsBothPartsOfAMailAndItsLink() throws Exception {
        send("nora@acme.example", "Ihr Zugang: Größe");

        var mail = mailbox.await("nora@acme.example", SOON);

        assertThat(mail.subject()).isEqualTo("Ihr Zugang: Größe");
        assertThat(mail.from()).isEqualTo("support@northwind.example");
        assertThat(mail.text()).contains("Hällo 北京").contains("\r\n.\r\n");
        assertThat(mail.html()).contains("<a href=");
        assertThat(mail.firstLink()).isEqualTo("https://portal.example/login?portal_id=a&token=abc");
        assertThat(mail.header("message-id")).isNotEmpty();
    }

    @Test
    void refusesForNowAndForGood() throws Exception {
        mailbox.fail(SmtpFault.tryLater());
        assertThatThrownBy(() -> send("a@b.example", "first")).isInstanceOf(SendFailedException.class);
        mailbox.fail(SmtpFault.unknownRecipient());
        assertThatThrownBy(() -> send("a@b.example", "second")).hasStackTraceContaining("550 5.1.1");
        mailbox.fail(SmtpFault.at(SmtpFault.Stage.DATA, "452 4.2.2 Mailbox full"));
        assertThatThrownBy(() -> send("a@b.example", "third")).hasStackTraceContaining("452 4.2.2");
        mailbox.fail(SmtpFault.at(SmtpFault.Stage.GREETING, "421 4.3.2 Too busy"));
        assertThatThrownBy(() -> send("a@b.example", "fourth")).isInstanceOf(MessagingException.class);
        mailbox.fail(SmtpFault.unreachable());
        assertThatThrownBy(() -> send("a@b.example", "fifth")).isInstanceOf(MessagingException.class);
        assertThat(mailbox.all()).isEmpty();

        mailbox.recover();
        send("a@b.example", "sixth");
        assertThat(mailbox.await("a@b.example", SOON).subject()).isEqualTo("sixth");
    }

    @Test
    void takesTheMailAndLosesTheAnswer() {
        mailbox.fail(SmtpFault.answerLost());

        assertThatThrownBy(() -> send("a@b.example", "taken")).isInstanceOf(MessagingException.class);

        assertThat(mailbox.await("a@b.example", SOON).subject()).isEqualTo("taken");
    }

    @Test
    void answersLateInATarpit() throws Exception {
        mailbox.fail(SmtpFault.tarpit(Duration.ofMillis(150)));
        long begun = System.nanoTime();

        send("a@b.example", "late");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(600));
    }
}
