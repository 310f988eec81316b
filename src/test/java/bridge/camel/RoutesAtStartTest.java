package bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.BridgeApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A service that cannot work as its route files say does not start, and says in one message which file and why. */
@ExtendWith(OutputCaptureExtension.class)
class RoutesAtStartTest {

    @TempDir
    private Path home;

    private Path folder;

    @BeforeEach
    void folderWithPolicies() throws IOException {
        folder = Files.createDirectory(home.resolve("routes"));
        Files.copy(Path.of("routes", "errors.camel.yaml"), folder.resolve("errors.camel.yaml"));
    }

    @Test
    void saysWhereAFileIsNoYaml(CapturedOutput output) throws IOException {
        Files.writeString(folder.resolve("torn.camel.yaml"), "- route:\n    id: [torn\n");

        assertRefused(output, "torn.camel.yaml: while parsing a flow sequence", "line 2");
    }

    @Test
    void saysWhichRouteNamesAnUnknownBean(CapturedOutput output) throws IOException {
        Files.writeString(folder.resolve("lost.camel.yaml"), """
                - route:
                    id: lost
                    from:
                      uri: direct:lost
                      steps:
                        - process: {id: lost-do, ref: noSuchBean}
                """);

        assertRefused(output, "lost.camel.yaml: route lost: No bean could be found in the registry for: noSuchBean");
    }

    @Test
    void saysWhichFilesShareARoute(CapturedOutput output) throws IOException {
        String route = "- route: {id: twice, from: {uri: 'direct:%s', steps: [{log: {message: x}}]}}\n";
        Files.writeString(folder.resolve("one.camel.yaml"), route.formatted("one"));
        Files.writeString(folder.resolve("two.camel.yaml"), route.formatted("two"));

        assertRefused(output, "two.camel.yaml: the route twice is also in one.camel.yaml");
    }

    private void assertRefused(CapturedOutput output, String... messages) {
        assertThatThrownBy(() -> SpringApplication.run(
                        BridgeApplication.class,
                        "--server.port=0",
                        "--ROUTES_DIR=" + folder,
                        "--DATA_DIR=" + home.resolve("data"),
                        "--MONDAY_API_TOKEN=a token of the tests",
                        "--MONDAY_BOARD_ID=1",
                        "--JWT_SECRET_KEY=kq3v9Xz0TtR7uLw2NfB5yHc8JmD4aGsE",
                        "--SMTP_HOST=localhost"))
                .hasRootCauseInstanceOf(RouteFileException.class);
        assertThat(output).contains("A route file cannot be put to work").contains(messages);
        assertThat(output.getAll()).doesNotContain("\tat bridge.camel");
    }
}
