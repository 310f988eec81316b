package bridge.journey;

import bridge.simulator.Mailbox;
import bridge.simulator.SimulatedMonday;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service lives among: a simulated monday with a ticket board, and a mailbox. */
public final class Surroundings implements AutoCloseable {

    public static final String ADMIN_TOKEN = "admin-token-of-the-tests-0123456789";

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
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("MONDAY_API_URL", monday.apiUrl());
        settings.put("MONDAY_API_TOKEN", monday.token());
        settings.put("MONDAY_BOARD_ID", monday.boardId());
        settings.put("MONDAY_SIGNING_SECRET", monday.signingSecret());
        settings.put("MONDAY_APP_ID", String.valueOf(monday.app().appId()));
        settings.put("MONDAY_OAUTH_CLIENT_ID", monday.clientId());
        settings.put("MONDAY_OAUTH_CLIENT_SECRET", monday.clientSecret());
        settings.put("MONDAY_OAUTH_BASE_PATH", monday.authorizeUrl());
        settings.put("MONDAY_OAUTH_TOKEN_PATH", monday.tokenUrl());
        settings.put("MNDY_TOPIC_MESSAGES_SECRET", monday.app().topicSecret());
        settings.put("TRIGGER_URL_HOSTS", monday.host());
        settings.put("BACK_TO_URL_HOSTS", monday.host());
        settings.put("JWT_SECRET_KEY", "a-key-for-tests-only-0123456789-qwertz");
        settings.put("SMTP_HOST", mailbox.host());
        settings.put("SMTP_PORT", Integer.toString(mailbox.smtpPort()));
        settings.put("FROM_EMAIL", "support@bridge.example");
        settings.put("ADMIN_TOKEN", ADMIN_TOKEN);
        return settings;
    }

    /** Logs a known customer in by magic link, as a person would. @return the portal token */
    public String login(String url, String email) throws IOException, InterruptedException {
        var anonymous = new PortalClient(url, null);
        int before = mailbox.to(email).size();
        anonymous.post("/auth/send-magic-link", Map.of("email", email));
        Matcher link = LINK.matcher(
                mailbox.await(email, before + 1, Duration.ofSeconds(30)).firstLink());
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
