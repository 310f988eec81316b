package bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Route files change under a running service; requests that no change concerns never notice. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MONDAY_API_TOKEN=a token of the tests",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
            "SMTP_HOST=localhost",
            "DATABASE_URL=jdbc:h2:mem:routes-folder;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/routes-folder-test"
        })
@ExtendWith(OutputCaptureExtension.class)
class RoutesFolderTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private CamelContext camel;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> written = new ArrayList<>();

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry settings) throws IOException {
        folder = Files.createTempDirectory("routes-folder-");
        Files.copy(Path.of("routes", "errors.camel.yaml"), folder.resolve("errors.camel.yaml"));
        Files.writeString(folder.resolve("still.camel.yaml"), route("still", "/still", "here"));
        settings.add("ROUTES_DIR", folder::toString);
    }

    @AfterEach
    void takeAwayWhatWasWritten() throws IOException {
        for (String name : written) {
            Files.deleteIfExists(folder.resolve(name + ".camel.yaml"));
        }
        await().atMost(SOON).until(() -> camel.getRoutes().size() == 1 && status("/still") == 200);
    }

    @Test
    void aNewFileIsServedAndARemovedOneIsNot() throws IOException {
        write("hello", route("hello", "/hello", "good morning"));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/hello")).isEqualTo("good morning"));

        Files.delete(folder.resolve("hello.camel.yaml"));
        await().atMost(SOON).until(() -> status("/hello") == 404);
        assertThat(camel.getRoute("hello")).isNull();
    }

    @Test
    void aFileInKaotosOtherNotationWithoutIdsIsServed() throws IOException {
        write("compact", """
                - from:
                    uri: platform-http:/compact
                    steps:
                      - setBody:
                          constant: small
                """);
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/compact")).isEqualTo("small"));
        write("compact", """
                - from:
                    uri: platform-http:/compact
                    steps:
                      - setBody:
                          constant: smaller
                """);
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/compact")).isEqualTo("smaller"));
    }

    @Test
    void noRequestFailsWhileAFileChanges() throws Exception {
        write("busy", busy("id", "0"));
        await().atMost(SOON)
                .until(() -> get("/busy/1").equals("0")
                        && get("/busy-slow").equals("0")
                        && get("/busy-through").equals("0"));
        var failures = new ConcurrentLinkedQueue<String>();
        var requests = new AtomicInteger();
        var over = new AtomicBoolean();
        var callers = Executors.newFixedThreadPool(6);
        for (String path : List.of("/busy/1", "/busy/2", "/busy-slow", "/busy-slow", "/still", "/busy-through")) {
            callers.execute(() -> {
                while (!over.get()) {
                    HttpResponse<String> answer = send("GET", path);
                    requests.incrementAndGet();
                    if (answer.statusCode() != 200) {
                        failures.add(path + " " + answer.statusCode() + " " + answer.body());
                    }
                }
            });
        }
        for (int i = 1; i <= 3; i++) {
            String version = "v" + i;
            write("busy", busy("id" + i, version));
            await().atMost(SOON)
                    .until(() -> get("/busy/1").equals(version)
                            && get("/busy-slow").equals(version)
                            && get("/busy-through").equals(version));
        }
        over.set(true);
        callers.shutdown();
        assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(requests).hasValueGreaterThan(50);
    }

    @Test
    void aFileThatIsNoYamlIsNamedOnceAndItsRoutesGoOnServing(CapturedOutput output) throws IOException {
        write("torn", route("torn", "/torn", "whole"));
        await().atMost(SOON).until(() -> status("/torn") == 200);

        write("torn", "- route:\n    id: [torn\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(output).contains("torn.camel.yaml is not taken in"));
        write("other", route("other", "/other", "fine"));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/other")).isEqualTo("fine"));

        assertThat(get("/torn")).isEqualTo("whole");
        assertThat(output.getAll().lines().filter(line -> line.contains("ERROR") && line.contains("torn.camel.yaml")))
                .singleElement()
                .asString()
                .contains("line 2");

        write("torn", route("torn", "/torn", "mended"));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/torn")).isEqualTo("mended"));
    }

    @Test
    void aRouteThatNamesWhatDoesNotExistLeavesTheOldOneServing(CapturedOutput output) throws IOException {
        write("lost", route("lost", "/lost", "found"));
        await().atMost(SOON).until(() -> status("/lost") == 200);

        assertRefused(output, "- process: {id: lost-do, ref: noSuchBean}", "noSuchBean");
        assertRefused(output, "- to: {id: lost-to, uri: nosuchcomponent:x}", "nosuchcomponent");
        assertRefused(output, "- setBody: {id: lost-set, simple: \"${nosuchfunction}\"}", "nosuchfunction");
        assertRefused(output, "- to: {id: lost-to, uri: \"timer:x?nosuchoption=1\"}", "nosuchoption");
    }

    private void assertRefused(CapturedOutput output, String step, String cause) throws IOException {
        write("lost", route("lost", "/lost", "never", step));
        await().atMost(SOON).untilAsserted(() -> assertThat(output.getAll().lines())
                .anyMatch(line -> line.contains("lost.camel.yaml") && line.contains(cause)));
        assertThat(get("/lost")).isEqualTo("found");
    }

    @Test
    void aFileThatTakesAnothersIdIsRefused(CapturedOutput output) throws IOException {
        write("thief", route("still", "/thief", "mine"));

        await().atMost(SOON).untilAsserted(() -> assertThat(output)
                .contains("thief.camel.yaml: the route still is also in still.camel.yaml"));
        assertThat(get("/still")).isEqualTo("here");
        assertThat(status("/thief")).isEqualTo(404);
    }

    @Test
    void aRouteTakenOutOfAFileIsGoneAndItsNeighbourStays() throws IOException {
        write("pair", route("pair-one", "/one", "1") + route("pair-two", "/two", "2"));
        await().atMost(SOON).until(() -> status("/one") == 200 && status("/two") == 200);

        write("pair", route("pair-one", "/one", "1"));

        await().atMost(SOON).until(() -> status("/two") == 404);
        assertThat(get("/one")).isEqualTo("1");
    }

    @Test
    void aRouteMovesFromOneFileToAnother() throws IOException {
        write("from", route("moving", "/moving", "1") + route("from-rest", "/from-rest", "rest"));
        await().atMost(SOON).until(() -> status("/moving") == 200);

        write("from", route("from-rest", "/from-rest", "rest"));
        write("onto", route("moving", "/moving", "2"));

        await().atMost(SOON).untilAsserted(() -> assertThat(get("/moving")).isEqualTo("2"));
    }

    @Test
    void aRouteIsRenamedAndServesTheSameAddress() throws IOException {
        write("renamed", route("renamed-old", "/renamed", "old"));
        await().atMost(SOON).until(() -> status("/renamed") == 200);

        write("renamed", route("renamed-new", "/renamed", "new"));

        await().atMost(SOON).untilAsserted(() -> assertThat(get("/renamed")).isEqualTo("new"));
        assertThat(camel.getRoute("renamed-old")).isNull();
    }

    @Test
    void anAddressWithoutARouteForTheMethodAnswers405() throws IOException {
        write(
                "methods",
                route("methods", "/methods", "both")
                        .replace("httpMethodRestrict: GET", "httpMethodRestrict: GET,POST"));
        await().atMost(SOON).until(() -> send("POST", "/methods").statusCode() == 200);

        write("methods", route("methods", "/methods", "get"));

        await().atMost(SOON).until(() -> send("POST", "/methods").statusCode() == 405);
        assertThat(get("/methods")).isEqualTo("get");
    }

    @Test
    void aChangedPolicyTakesEffectInTheRoutesThatNameIt(CapturedOutput output) throws IOException {
        write("policy", policy("first"));
        write(
                "fails",
                route(
                                "fails",
                                "/fails",
                                "",
                                "- throwException: {id: fails-throw, exceptionType: java.lang.IllegalStateException, message: x}")
                        .replace("problem-answers", "own-policy"));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/fails")).isEqualTo("first"));

        write("policy", policy("second"));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/fails")).isEqualTo("second"));

        Files.delete(folder.resolve("policy.camel.yaml"));
        await().atMost(SOON).untilAsserted(() -> assertThat(output).contains("names the policy own-policy"));
        assertThat(get("/fails")).isEqualTo("second");
    }

    /** An address with a variable, a slow one, and one that is answered by a direct route. */
    private static String busy(String variable, String version) {
        return route("busy", "/busy/{" + variable + "}", version)
                + route("busy-slow", "/busy-slow", version, "- delay: {id: busy-slow-wait, constant: 300}")
                + route("busy-through", "/busy-through", "", "- to: {id: busy-through-on, uri: direct:busy-on}")
                + """
                - route:
                    id: busy-on
                    routeConfigurationId: rise-to-caller
                    from: {uri: direct, parameters: {name: busy-on}, steps: [{setBody: {id: busy-on-say, constant: %s}}]}
                """.formatted(version);
    }

    private static String policy(String answer) {
        return """
                - routeConfiguration:
                    id: own-policy
                    onException:
                      - onException:
                          id: own-policy-any
                          exception: [java.lang.Exception]
                          handled: {constant: {expression: "true"}}
                          steps:
                            - setBody: {id: own-policy-say, constant: %s}
                """.formatted(answer);
    }

    private static String route(String id, String path, String answer, String... steps) {
        var text = new StringBuilder("""
                - route:
                    id: %1$s
                    routeConfigurationId: problem-answers
                    from:
                      uri: platform-http
                      parameters:
                        path: "%2$s"
                        httpMethodRestrict: GET
                      steps:
                        - process: {id: %1$s-allow, ref: allowAnyone}
                        - setBody: {id: %1$s-answer, expression: {constant: {expression: "%3$s"}}}
                """.formatted(id, path, answer));
        Stream.of(steps).forEach(step -> text.append("        ").append(step).append('\n'));
        return text.toString();
    }

    private void write(String name, String text) throws IOException {
        written.add(name);
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private String get(String path) {
        return send("GET", path).body();
    }

    private int status(String path) {
        return send("GET", path).statusCode();
    }

    private HttpResponse<String> send(String method, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
