package bridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README names what there is. */
class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    @Test
    void everyFlowIsInTheTable() throws IOException {
        String readme = readme();
        List<String> missing = RouteFiles.routes().stream()
                .map(RouteFiles.Entry::flow)
                .distinct()
                .filter(flow -> !readme.contains("(routes/" + flow + ".camel.yaml)"))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyEndpointHasACurl() throws IOException {
        List<String> calls = readme().lines()
                .filter(line -> line.contains("$B/") || line.contains("ws://"))
                .toList();
        List<String> missing = new ArrayList<>();
        for (OpenApi.Operation operation : new OpenApi().operations()) {
            String path =
                    operation.path().replaceAll("\\{[^}]*}", "\\\\\\$[A-Z_]+").replace(".", "\\.");
            Pattern call = Pattern.compile("(\\$B|localhost:8080)" + path + "(?![\\w/$-])");
            if (calls.stream().noneMatch(line -> call.matcher(line).find())) {
                missing.add(operation.signature());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        List<String> dead = new ArrayList<>();
        for (Path page : pages) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    dead.add(page + ": " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
