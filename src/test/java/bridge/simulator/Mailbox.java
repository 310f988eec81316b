package bridge.simulator;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A mail server that takes every mail to whomever, and a page that shows them. It listens on this machine only and takes
 * any user and password.
 */
public final class Mailbox implements AutoCloseable {
    private final List<Mail> mails = new ArrayList<>();
    private final SmtpFaults faults = new SmtpFaults();
    private final GreenMail server;
    private final SmtpFront front;
    private final Http http;
    private long taken;

    private Mailbox(int smtpPort, int webPort) throws IOException {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        var users = server.getUserManager();
        var store = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, to) -> {
            take(message, to);
            return store.handle(message, to);
        });
        front = new SmtpFront(smtpPort, server.getSmtp().getPort(), faults);
        http = new Http("mailbox", webPort);
        http.on("/", new MailboxPage(this, faults));
        http.start();
    }

    /** On free ports. */
    public static Mailbox start() {
        return start(0, 0);
    }

    /** Either port may be 0 for any free one. */
    public static Mailbox start(int smtpPort, int webPort) {
        try {
            return new Mailbox(smtpPort, webPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return "localhost";
    }

    public int smtpPort() {
        return front.port();
    }

    /** What a service is set to that sends its mails here. */
    public Map<String, String> settings() {
        return Map.of("SMTP_HOST", host(), "SMTP_PORT", Integer.toString(smtpPort()));
    }

    /** The page that shows the mails. */
    public String url() {
        return http.url();
    }

    private synchronized void take(MovingMessage message, MailAddress to) throws MessagingException {
        try {
            mails.add(Mail.of(++taken, message.getMessage(), to.getEmail(), Instant.now()));
        } catch (IOException e) {
            throw new MessagingException("unreadable", e);
        }
        notifyAll();
    }

    /** Oldest first. */
    public synchronized List<Mail> all() {
        return List.copyOf(mails);
    }

    public List<Mail> to(String address) {
        return all().stream().filter(m -> m.to().equalsIgnoreCase(address)).toList();
    }

    /** The latest mail to an address. */
    public Optional<Mail> last(String address) {
        return to(address).stream().reduce((first, second) -> second);
    }

    public synchronized int count() {
        return mails.size();
    }

    /**
     * Waits until the address has got a mail and gives the latest one.
     *
     * @throws AssertionError if none came in time
     */
    public Mail await(String address, Duration patience) {
        return await(address, 1, patience);
    }

    /** Waits until the address has got so many mails since the last {@link #clear()} and gives the latest one. */
    public Mail await(String address, int count, Duration patience) {
        waitFor(m -> m.to().equalsIgnoreCase(address), count, patience, "to " + address);
        return last(address).orElseThrow();
    }

    /** Waits until so many mails have come, to whomever. */
    public List<Mail> awaitCount(int count, Duration patience) {
        waitFor(m -> true, count, patience, "in all");
        return all();
    }

    private synchronized void waitFor(Predicate<Mail> which, int count, Duration patience, String whose) {
        long end = System.nanoTime() + patience.toNanos();
        while (mails.stream().filter(which).count() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("no " + count + " mails " + whose + " within " + patience + ", but "
                        + mails.stream().map(m -> m.to() + ": " + m.subject()).toList());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    public synchronized void clear() {
        mails.clear();
    }

    /** Makes the server misbehave. */
    public void fail(SmtpFault fault) {
        faults.arm(fault);
    }

    /** Takes mails again. */
    public void recover() {
        faults.clear();
    }

    @Override
    public void close() {
        faults.clear();
        http.close();
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.stop();
        }
    }
}
