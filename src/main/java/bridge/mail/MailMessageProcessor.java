package bridge.mail;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Makes of a {@link Mail} the message that Camel's mail component sends. Every header of a message becomes a header of the mail,
 * and some redirect it: so all of them go, and these are set.
 */
@Component("mailMessage")
class MailMessageProcessor implements Processor {

    private final MailSettings settings;

    MailMessageProcessor(MailSettings settings) {
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Mail mail = message.getBody(Mail.class);
        message.removeHeaders("*");
        message.setHeader("To", mail.to());
        message.setHeader("From", settings.sender());
        message.setHeader("Subject", mail.subject());
        message.setHeader("Message-ID", mail.messageId());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("CamelMailAlternativeBody", mail.text());
        message.setHeader("Content-Type", "text/html; charset=UTF-8");
        message.setBody(mail.html());
    }
}
