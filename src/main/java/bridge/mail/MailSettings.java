package bridge.mail;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The mail server.
 *
 * @param user   empty: no login
 * @param tls    one of {@link Tls}, in any case
 * @param sender address that mails come from
 * @param timeout for each step of the conversation
 */
@ConfigurationProperties("bridge.mail")
record MailSettings(String host, int port, String user, String password, String tls, String sender, Duration timeout) {

    enum Tls {
        OFF,
        /** Used when the server offers it, and then it must succeed. */
        STARTTLS,
        /** A server that does not offer STARTTLS gets no mail. */
        REQUIRED,
        /** From the first byte, usually on port 465. */
        IMPLICIT
    }

    Tls mode() {
        return Tls.valueOf(tls.toUpperCase(Locale.ROOT));
    }

    boolean hasUser() {
        return user != null && !user.isBlank();
    }
}
