package bridge.journey;

import static org.awaitility.Awaitility.await;

import bridge.simulator.Mail;
import bridge.simulator.Mailbox;
import bridge.simulator.SimulatedMonday;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service lives among: a simulated monday with a ticket board, and a mailbox. */
public final class Surroundings implements AutoCloseable {

    public static final String ADMIN_TOKEN = "admin-token-of-the-tests-0123456789";

    /** What a service is set to that is nobody else's: without a port, an address and a folder. */
    public static final Map<String, String> OWN_SETTINGS = Map.of(
            "JWT_SECRET_KEY",
            "a-key-for-tests-only-0123456789-qwertz",
            "FROM_EMAIL",
            "support@bridge.example",
            "ADMIN_TOKEN",
            ADMIN_TOKEN);

    private static final Pattern LINK = Pattern.compile("portal_id=([^&\\s]+)&token=([^&\\s]+)");

    private final SimulatedMonday monday;
    private final Mailbox mailbox;

    private Surroundings(SimulatedMonday monday, Mailbox mailbox) {
        this.monday = monday;
        this.mailbox = mailbox;
    }

    /** Starts both, with an empty ticket board. */
    public static Surroundings start() {
        var monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        return new Surroundings(monday, Mailbox.start());
    }

    public SimulatedMonday monday() {
        return monday;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    /** @return the settings of a service that lives here, but for its port, its address and its folder */
    public Map<String, String> settings() {
        Map<String, String> settings = monday.settings();
        settings.putAll(mailbox.settings());
        settings.putAll(OWN_SETTINGS);
        return settings;
    }

    /** Logs a known customer in by magic link, as a person would. @return the portal token */
    public String login(String url, String email) throws IOException, InterruptedException {
        return login(url, email, () -> mailbox.to(email));
    }

    /** @param mails those that the customer has got */
    public static String login(String url, String email, Supplier<List<Mail>> mails)
            throws IOException, InterruptedException {
        var anonymous = new PortalClient(url, null);
        int before = mails.get().size();
        anonymous.post("/auth/send-magic-link", Map.of("email", email));
        List<Mail> got = await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(mails::get, now -> now.size() > before);
        Matcher link = LINK.matcher(got.get(got.size() - 1).firstLink());
        if (!link.find()) {
            throw new AssertionError("The mail holds no login link");
        }
        return anonymous
                .get("/auth/" + link.group(1) + "/" + link.group(2))
                .body()
                .required("access_token")
                .textValue();
    }

    @Override
    public void close() {
        mailbox.close();
        monday.close();
    }
}
