package bridge;

import bridge.config.HaltedMigration;
import bridge.crash.Everyone;
import bridge.crash.OutsideBroker;
import bridge.simulator.Mailbox;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.SimulatorOptions;
import bridge.simulator.Standalone;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/**
 * The whole service on one machine, for trying it out: {@code spring-boot:test-run} starts it with a simulated monday, a
 * mailbox, an embedded database and broker. Everything begins anew each time. Settings of the environment win over those
 * made here.
 */
public final class DevApplication {
    private static final Path DATA = Path.of("target", "dev-data");
    private static final Duration FIRST_LOAD = Duration.ofSeconds(30);
    private static final String ADMIN_TOKEN = "dev-admin-token-0123456789abcdef";

    private DevApplication() {}

    /**
     * The only main among the tests, so also that of processes which tests start. The first argument names what runs then, the
     * others are its own: {@code stand-ins} see {@link Standalone}, {@code crash-load} see {@link Everyone}, {@code
     * crash-broker} see {@link OutsideBroker}, {@code halted-migration} see {@link HaltedMigration}.
     */
    public static void main(String[] args) throws Exception {
        List<String> arguments = Stream.of(args).skip(1).toList();
        switch (args.length == 0 ? "" : args[0]) {
            case "stand-ins" -> Standalone.run(arguments);
            case "crash-load" -> Everyone.run(arguments);
            case "crash-broker" -> OutsideBroker.run(arguments);
            case "halted-migration" -> HaltedMigration.run(arguments);
            default -> runService(args);
        }
    }

    private static void runService(String[] args) throws IOException, InterruptedException {
        forget(DATA);
        var monday = SimulatedMonday.start(SimulatorOptions.defaults().onPort(free(8090)));
        monday.seedDemoBoard();
        var mailbox = Mailbox.start(0, free(8025));
        int port = Integer.parseInt(set("API_PORT", String.valueOf(free(8080))));
        var url = set("API_URL", "http://localhost:" + port);
        set("DATA_DIR", DATA.toString());
        setMonday(monday, url);
        set("JWT_SECRET_KEY", "dev-only-key-of-portal-tokens-0123456789");
        mailbox.settings().forEach(DevApplication::set);
        set("SMTP_TLS", "off");
        set("FROM_EMAIL", "support@northwind.example");
        var admin = set("ADMIN_TOKEN", ADMIN_TOKEN);
        set("logging.level.com.icegreen", "WARN");

        SpringApplication.from(BridgeApplication::main).run(args);
        int setup = setUp(url, admin);
        awaitCustomers(url, admin);
        print(url, admin, setup, monday, mailbox);
    }

    /** What the simulated monday signs is for this service then. */
    private static void setMonday(SimulatedMonday monday, String url) {
        monday.app().serveAt(url);
        if ("2.1".equals(System.getenv("MONDAY_OAUTH_FLOW"))) {
            set("MONDAY_OAUTH_TOKEN_PATH", monday.app().newTokenUrl());
        }
        monday.settings().forEach(DevApplication::set);
        set("MONDAY_WORKSPACE_ID", monday.workspaceId());
    }

    /** Sets what the environment leaves open. @return what holds now */
    private static String set(String name, String value) {
        var given = System.getenv(name);
        if (given != null) {
            return given;
        }
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
        return System.getProperty(name);
    }

    /** The port wished for, or 0 for any other when somebody has it. */
    private static int free(int wished) throws IOException {
        try (var socket = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (BindException e) {
            try (var other = new ServerSocket(0)) {
                return other.getLocalPort();
            }
        }
    }

    private static void forget(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Registers the webhooks, as a person would do it with curl. @return the HTTP status */
    private static int setUp(String url, String admin) throws IOException, InterruptedException {
        return call(url + "/admin/setup", admin, "POST").statusCode();
    }

    /** Waits until the customers of the board are known, because nobody else can log in. */
    private static void awaitCustomers(String url, String admin) throws IOException, InterruptedException {
        long end = System.nanoTime() + FIRST_LOAD.toNanos();
        while (System.nanoTime() < end
                && call(url + "/clients", admin, "GET").body().length() < 3) {
            Thread.sleep(200);
        }
    }

    private static HttpResponse<String> call(String url, String admin, String method)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + admin)
                .method(method, HttpRequest.BodyPublishers.noBody());
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void print(String url, String admin, int setup, SimulatedMonday monday, Mailbox mailbox) {
        System.out.printf(
                """

                ------------------------------------------------------------------------
                  Portal page      %s/portal/
                    log in as      %s
                                   %s
                                   %s
                  Mailbox          %s          the login link arrives here
                  Board            %s          play the team here
                  The monday app   %s/app      connect, run actions, set up triggers
                  API description  %s/openapi.json
                  Operations       curl -H 'Authorization: Bearer %s' %s/admin/status
                %s------------------------------------------------------------------------
                """,
                url,
                SimulatedMonday.customerEmail(0),
                SimulatedMonday.customerEmail(1),
                SimulatedMonday.customerEmail(2),
                mailbox.url(),
                monday.url(),
                monday.url(),
                url,
                admin,
                url,
                setup == 200 ? "" : "  Webhooks were not registered: /admin/setup answered " + setup + "\n");
    }
}
