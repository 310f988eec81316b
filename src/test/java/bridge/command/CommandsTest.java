package bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.BridgeApplication;
import bridge.simulator.Fault;
import bridge.simulator.SimulatedMonday;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as somebody types them, against a simulated monday and a mail server. */
class CommandsTest {

    /** Stands for the webhook flow's answer to a challenge. */
    private static final String ECHO = """
            - route:
                id: webhooks-echo
                from:
                  uri: platform-http
                  parameters:
                    path: /webhooks/monday
                    httpMethodRestrict: POST
                  steps:
                    - process:
                        ref: allowAnyone
            """;

    private final SimulatedMonday monday = SimulatedMonday.start();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path dir;

    private int port;
    private int mailPort;

    @BeforeEach
    void prepare() throws IOException {
        mail.start();
        mailPort = mail.getSmtp().getPort();
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path routes = Files.createDirectory(dir.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("webhooks.camel.yaml"), ECHO);
    }

    @AfterEach
    void stop() {
        mail.stop();
        monday.close();
    }

    @Test
    void setupMakesTheBoardAndTheDoctorFindsItWell() {
        Outcome setup = run("setup");
        assertThat(setup.lines()).contains("made  board Support tickets", "made  webhook create_item");
        assertThat(setup.text()).contains("MONDAY_BOARD_ID=" + monday.boardId());
        assertThat(setup.status()).as(setup.text()).isZero();

        long calls = monday.calls().all().stream().filter(c -> c.mutation()).count();
        Outcome again = run("setup");
        assertThat(again.text()).doesNotContain("made").contains("found webhook create_item");
        assertThat(monday.calls().all().stream().filter(c -> c.mutation())).hasSize((int) calls);

        Outcome well = run("doctor");
        assertThat(well.status()).as(well.text()).isZero();
        assertThat(well.lines())
                .anyMatch(l -> l.startsWith("OK    monday token: accepted"))
                .anyMatch(l -> l.startsWith("OK    column Portal ID:"))
                .anyMatch(l -> l.startsWith("OK    labels of Status:"))
                .anyMatch(l -> l.startsWith("OK    webhooks: all"))
                .anyMatch(l -> l.startsWith("OK    mail server:"))
                .anyMatch(l -> l.startsWith("OK    database:"))
                .anyMatch(l -> l.startsWith("OK    broker:"))
                .anyMatch(l -> l.startsWith("WARN  public address:"))
                .anyMatch(l -> l.startsWith("OK    monday app: not configured"));
    }

    @Test
    void theDoctorNamesWhatIsWrongAndWhatToDo() {
        monday.seedTicketBoard();
        mail.stop();
        Outcome ill = run(
                "doctor",
                "--MONDAY_BOARD_ID=" + monday.boardId(),
                "--MONDAY_COLUMNS_STATUS=nonsense",
                "--MONDAY_OAUTH_CLIENT_ID=7");
        assertThat(ill.status()).isEqualTo(1);
        assertThat(ill.lines())
                .anyMatch(l -> l.startsWith("FAIL  webhooks:") && l.contains("run setup"))
                .anyMatch(l -> l.startsWith("FAIL  mail server:") && l.contains("SMTP_PORT"))
                .anyMatch(l -> l.startsWith("FAIL  monday app: set all of MONDAY_OAUTH_CLIENT_ID"))
                .anyMatch(l -> l.startsWith("WARN  column Status: MONDAY_COLUMNS_STATUS"))
                .anyMatch(l -> l.startsWith("OK    column Portal ID:"));
        assertThat(ill.text()).doesNotContain("Exception", "\tat ");
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void theDoctorGoesOnWhenMondayRefusesTheToken() {
        monday.faults().arm(Fault.next(Fault.Kind.UNAUTHORIZED).untilCleared());
        Outcome ill = run("doctor", "--MONDAY_BOARD_ID=7");
        assertThat(ill.lines())
                .anyMatch(l -> l.startsWith("FAIL  monday token:") && l.contains("MONDAY_API_TOKEN"))
                .anyMatch(l -> l.startsWith("OK    mail server:"));
        assertThat(ill.status()).isEqualTo(1);
    }

    @Test
    void theDoctorNamesAllMissingSettingsAtOnce() {
        Outcome ill = run(
                "doctor", "--JWT_SECRET_KEY=short", "--SMTP_HOST=", "--MONDAY_API_TOKEN=", "--DATABASE_URL=nonsense");
        assertThat(ill.lines())
                .anyMatch(l -> l.startsWith("FAIL  settings: JWT_SECRET_KEY"))
                .anyMatch(l -> l.startsWith("FAIL  settings: SMTP_HOST"))
                .anyMatch(l -> l.startsWith("FAIL  settings: DATABASE_URL"))
                .anyMatch(l -> l.startsWith("FAIL  settings: MONDAY_API_TOKEN"));
        assertThat(monday.calls().total()).isZero();
        assertThat(ill.text()).doesNotContain("Exception", "\tat ");
        assertThat(ill.status()).isEqualTo(1);
    }

    @Test
    void theDoctorNamesAnOpenKeyFileAndADatabaseThatIsAway() throws IOException {
        Path key = Files.createDirectory(dir.resolve("data")).resolve("secure-storage.key");
        Files.writeString(key, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Outcome ill = run(
                "doctor",
                "--DATABASE_URL=postgres://user:word@localhost:1/bridge",
                "--ACTIVEMQ_BROKER_URL=tcp://localhost:1");
        assertThat(ill.lines())
                .anyMatch(l -> l.startsWith("FAIL  storage key:") && l.contains("chmod 600"))
                .anyMatch(l -> l.startsWith("FAIL  database:") && l.contains("DATABASE_URL"))
                .anyMatch(l -> l.startsWith("FAIL  broker:") && l.contains("ACTIVEMQ_BROKER_URL"))
                .anyMatch(l -> l.startsWith("FAIL  board: not known"))
                .anyMatch(l -> l.startsWith("OK    monday token:"));
        assertThat(ill.text()).doesNotContain("Exception", "word@");
    }

    @Test
    void theDoctorStillSpeaksWhenASettingKeepsEverythingFromStarting() {
        Outcome ill = run("doctor", "--MONDAY_API_URL=ht tp://nowhere", "--SMTP_PORT=many");
        assertThat(ill.lines()).anyMatch(l -> l.contains("MONDAY_API_URL")).anyMatch(l -> l.contains("SMTP_PORT"));
        assertThat(ill.text()).doesNotContain("Exception", "\tat ");
        assertThat(ill.status()).isEqualTo(1);
    }

    @Test
    void knowsNoOtherWord() {
        assertThat(run("frobnicate").status()).isEqualTo(2);
        assertThat(Commands.isOne(new String[] {"--server.port=1"})).isFalse();
    }

    private record Outcome(int status, String text) {

        List<String> lines() {
            return text.lines().toList();
        }
    }

    private Outcome run(String command, String... settings) {
        List<String> given = List.of(settings);
        List<String> args = new ArrayList<>(List.of(command));
        for (String usual : List.of(
                "--MONDAY_API_URL=" + monday.apiUrl(),
                "--MONDAY_API_TOKEN=" + monday.token(),
                "--JWT_SECRET_KEY=correct-horse-battery-staple-0123456789",
                "--SMTP_HOST=localhost",
                "--SMTP_PORT=" + mailPort,
                "--ROUTES_DIR=" + dir.resolve("routes"),
                "--DATA_DIR=" + dir.resolve("data"),
                "--API_PORT=" + port,
                "--API_URL=http://localhost:" + port)) {
            String key = usual.substring(0, usual.indexOf('=') + 1);
            if (given.stream().noneMatch(setting -> setting.startsWith(key))) {
                args.add(usual);
            }
        }
        args.addAll(given);
        var out = new ByteArrayOutputStream();
        int status = Commands.run(
                BridgeApplication.class,
                args.toArray(String[]::new),
                new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8));
    }
}
