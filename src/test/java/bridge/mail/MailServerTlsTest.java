package bridge.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail goes over TLS as the settings say, or it does not go. */
class MailServerTlsTest {

    private GreenMail server;
    private OfferingServer offering;

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.stop();
        }
        if (offering != null) {
            offering.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "starttls"})
    void aServerWithoutTlsGetsTheMailUnlessItIsRequired(String tls) throws Exception {
        send(session(tls, start(ServerSetup.PROTOCOL_SMTP)));

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "REQUIRED", "implicit"})
    void aServerWithoutTlsGetsNothingWhenItIsRequired(String tls) {
        Session session = session(tls, start(ServerSetup.PROTOCOL_SMTP));

        assertThatThrownBy(() -> send(session)).isInstanceOf(MessagingException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void implicitTlsIsSpokenFromTheFirstByte() throws Exception {
        Session session = session("implicit", start(ServerSetup.PROTOCOL_SMTPS));
        trustAnyCertificate(session);
        session.getProperties().setProperty("mail.smtp.ssl.checkserveridentity", "false");
        send(session);

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotAccepted() {
        Session session = session("implicit", start(ServerSetup.PROTOCOL_SMTPS));

        assertThatThrownBy(() -> send(session)).isInstanceOf(MessagingException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsNotAccepted() {
        Session session = session("implicit", start(ServerSetup.PROTOCOL_SMTPS));
        trustAnyCertificate(session); // it is made out to another name

        assertThatThrownBy(() -> send(session)).isInstanceOf(MessagingException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "required"})
    void starttlsThatIsOfferedMustSucceed(String tls) throws Exception {
        offering = new OfferingServer();

        assertThatThrownBy(() -> send(session(tls, offering.port()))).isInstanceOf(MessagingException.class);
        assertThat(offering.commands()).contains("STARTTLS").noneMatch(c -> c.startsWith("MAIL"));
    }

    @Test
    void starttlsThatIsOfferedIsNotUsedWhenItIsOff() throws Exception {
        offering = new OfferingServer();

        assertThatThrownBy(() -> send(session("off", offering.port()))).isInstanceOf(MessagingException.class);
        assertThat(offering.commands()).doesNotContain("STARTTLS").anyMatch(c -> c.startsWith("MAIL"));
    }

    @ParameterizedTest
    @EnumSource(MailSettings.Tls.class)
    void everyStepHasATimeLimitAndTheHostsNameIsChecked(MailSettings.Tls tls) {
        Session session = session(tls.name(), 25);

        for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
            assertThat(session.getProperty("mail.smtp." + limit)).isEqualTo("10000");
        }
        assertThat(session.getProperty("mail.smtp.ssl.checkserveridentity")).isEqualTo("true");
    }

    @Test
    void itLogsInOnlyWithAUser() {
        assertThat(session("off", 25).getProperty("mail.smtp.auth")).isEqualTo("false");

        var settings = new MailSettings(
                "localhost", 25, "user", "password", "off", "from@bridge.example", Duration.ofSeconds(10));
        assertThat(new MailConfig().mailSession(settings).getProperty("mail.smtp.auth"))
                .isEqualTo("true");
    }

    private int start(String protocol) {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol))
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        return ServerSetup.PROTOCOL_SMTP.equals(protocol)
                ? server.getSmtp().getPort()
                : server.getSmtps().getPort();
    }

    private static Session session(String tls, int port) {
        return new MailConfig()
                .mailSession(new MailSettings(
                        "localhost", port, "", "", tls, "from@bridge.example", Duration.ofSeconds(10)));
    }

    private static void trustAnyCertificate(Session session) {
        session.getProperties().put("mail.smtp.ssl.socketFactory", new DummySSLSocketFactory());
    }

    private static void send(Session session) throws MessagingException {
        var mail = new MimeMessage(session);
        mail.setFrom("from@bridge.example");
        mail.setRecipients(RecipientType.TO, "to@bridge.example");
        mail.setText("text");
        Transport.send(mail);
    }

    /** Offers STARTTLS, and then cannot do it; takes no mail either. */
    private static final class OfferingServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<String> commands = new CopyOnWriteArrayList<>();

        OfferingServer() throws IOException {
            var thread = new Thread(this::serve, "offers STARTTLS");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        List<String> commands() {
            return commands;
        }

        private void serve() {
            try (Socket client = socket.accept()) {
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                say(client, "220 here");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    commands.add(line);
                    say(client, answer(line));
                }
            } catch (IOException e) {
                commands.add("closed");
            }
        }

        private static String answer(String command) {
            if (command.startsWith("EHLO")) {
                return "250-here\r\n250 STARTTLS";
            }
            return command.equals("STARTTLS") ? "454 4.7.0 TLS not available" : "451 4.3.0 not now";
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
