package bridge.command;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.List;
import java.util.Locale;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The mail server: connects, greets, encrypts and logs in as the mail worker does, and sends nothing. */
@Component
@Lazy
@Order(5)
class MailLook implements Check {

    private final ObjectProvider<Session> session;
    private final String host;
    private final String port;
    private final String user;
    private final String tls;

    MailLook(
            ObjectProvider<Session> session,
            @Value("${bridge.mail.host}") String host,
            @Value("${bridge.mail.port}") String port,
            @Value("${bridge.mail.user}") String user,
            @Value("${bridge.mail.tls}") String tls) {
        this.session = session;
        this.host = host.strip();
        this.port = port;
        this.user = user.strip();
        this.tls = tls.toLowerCase(Locale.ROOT);
    }

    @Override
    public String subject() {
        return "mail server";
    }

    @Override
    public List<Finding> look() throws MessagingException {
        if (host.isEmpty()) {
            return List.of(Finding.fail("mail server", "set SMTP_HOST"));
        }
        String server = host + ":" + port;
        try (var transport = (SMTPTransport) session.getObject().getTransport("smtp")) {
            transport.connect();
            String how = (transport.isSSL() ? "encrypted" : "not encrypted")
                    + (user.isEmpty() ? ", no login" : ", logged in");
            if (!transport.isSSL() && !user.isEmpty()) {
                return List.of(Finding.warn(
                        "mail server", server + " answers, but the password travels in the clear: see SMTP_TLS"));
            }
            return List.of(Finding.ok("mail server", server + " answers, " + how));
        } catch (AuthenticationFailedException e) {
            return List.of(Finding.fail("mail server", server + " does not accept SMTP_USER and SMTP_PASSWORD"));
        } catch (MessagingException e) {
            return List.of(Finding.fail("mail server", server + " cannot be used " + why(e)));
        }
    }

    private String why(MessagingException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof javax.net.ssl.SSLException) {
                return "encrypted: its certificate or protocol is not accepted; see SMTP_TLS=" + tls;
            }
            if (t instanceof java.net.UnknownHostException) {
                return "because the name is unknown: see SMTP_HOST";
            }
            if (t instanceof java.net.ConnectException || t instanceof java.net.SocketTimeoutException) {
                return "because nothing answers there: see SMTP_HOST and SMTP_PORT";
            }
        }
        return failure.getMessage() != null && failure.getMessage().contains("STARTTLS")
                ? "because it offers no STARTTLS: see SMTP_TLS=" + tls
                : "with SMTP_TLS=" + tls;
    }
}
