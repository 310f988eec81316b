package bridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.architecture.OpenApi.Operation;
import bridge.architecture.RouteFiles.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document that callers read, the routes that serve them, and the examples in it agree. */
class OpenApiTest {

    /** Served by Spring, not by a route. */
    private static final List<String> WITHOUT_ROUTE = List.of("/actuator/", "/openapi.json", "/ws");

    private static final Pattern PROBLEM_CODE =
            Pattern.compile("(?:new Problem\\(\\s*\\w+,|unavailable\\(|badGateway\\()\\s*\"([A-Z_]+)\"");

    private final OpenApi api = new OpenApi();

    @Test
    void everyEntranceIsDocumented() {
        Set<String> documented =
                api.operations().stream().map(Operation::signature).collect(Collectors.toSet());
        assertThat(entrances().keySet()).isNotEmpty().isSubsetOf(documented);
    }

    @Test
    void everythingDocumentedIsServed() {
        assertThat(entrances().keySet())
                .containsAll(routed().stream().map(Operation::signature).toList());
    }

    @Test
    void onlyEntrancesThatAskForNoTokenAreDocumentedAsOpen() {
        Map<String, String> entrances = entrances();
        List<String> faults = new ArrayList<>();
        for (Operation operation : routed()) {
            String rule = entrances.get(operation.signature());
            boolean open = operation.content().path("security").isEmpty();
            if (rule != null && open != rule.equals("allowAnyone")) {
                faults.add(operation.signature() + " is guarded by " + rule);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyOperationSaysWhatItDoesAndWhoMayCallIt() {
        Set<String> tags = new TreeSet<>();
        api.document().get("tags").forEach(tag -> tags.add(tag.get("name").asText()));
        Set<String> ids = new TreeSet<>();
        for (Operation operation : api.operations()) {
            JsonNode content = operation.content();
            assertThat(content.path("summary").asText())
                    .as(operation.signature())
                    .isNotBlank();
            assertThat(content.path("responses")).as(operation.signature()).isNotEmpty();
            assertThat(content.has("security")).as(operation.signature()).isTrue();
            assertThat(tags)
                    .as(operation.signature())
                    .contains(content.path("tags").path(0).asText());
            assertThat(ids.add(content.path("operationId").asText()))
                    .as(operation.signature())
                    .isTrue();
        }
    }

    @Test
    void everyParameterOfAPathIsDescribed() {
        for (Operation operation : api.operations()) {
            Set<String> described = new TreeSet<>();
            for (JsonNode owner : List.of(api.document().get("paths").get(operation.path()), operation.content())) {
                owner.path("parameters").forEach(p -> {
                    JsonNode parameter = api.resolve(p);
                    if (parameter.path("in").asText().equals("path")) {
                        described.add("{" + parameter.path("name").asText() + "}");
                    }
                });
            }
            Set<String> named = Arrays.stream(operation.path().split("/"))
                    .filter(part -> part.startsWith("{"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(described).as(operation.signature()).isEqualTo(named);
        }
    }

    @Test
    void everyCodeOfAProblemIsListed() throws IOException {
        Set<String> listed = new TreeSet<>();
        api.document()
                .at("/components/schemas/Problem/properties/code/examples")
                .forEach(code -> listed.add(code.asText()));
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher code = PROBLEM_CODE.matcher(Files.readString(file));
                while (code.find()) {
                    used.add(code.group(1));
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(20);
        assertThat(listed).isEqualTo(used);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = api.document().findValues("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        api.document().at(reference.asText().substring(1)).isMissingNode())
                .as(reference.asText())
                .isFalse());
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> faults = new ArrayList<>();
        checkExamples("", api.document(), faults);
        assertThat(faults).isEmpty();
    }

    private void checkExamples(String place, JsonNode node, List<String> faults) {
        if (node.has("schema") && node.has("example")) {
            check(place, node.get("schema"), node.get("example"), faults);
        }
        if (node.has("schema") && node.path("examples").isObject()) {
            node.get("examples").forEach(example -> check(place, node.get("schema"), example.get("value"), faults));
        }
        if (node.has("type") && node.path("examples").isArray()) {
            node.get("examples").forEach(example -> check(place, node, example, faults));
        }
        node.properties().forEach(member -> checkExamples(place + "/" + member.getKey(), member.getValue(), faults));
        if (node.isArray()) {
            node.forEach(item -> checkExamples(place, item, faults));
        }
    }

    private void check(String place, JsonNode schema, JsonNode value, List<String> faults) {
        api.faults(schema, value).forEach(fault -> faults.add(place + ": " + fault));
    }

    private List<Operation> routed() {
        return api.operations().stream()
                .filter(operation -> WITHOUT_ROUTE.stream().noneMatch(operation.path()::startsWith))
                .toList();
    }

    /** Method and path of every public route, with its access rule. */
    private static Map<String, String> entrances() {
        Map<String, String> entrances = new TreeMap<>();
        for (Entry route : RouteFiles.routes()) {
            if (route.source().equals("platform-http")) {
                for (String method : route.parameter("httpMethodRestrict").split(",")) {
                    if (!method.equals("HEAD")) {
                        entrances.put(
                                Operation.signature(method, route.parameter("path")),
                                RouteFiles.text(route.mainLine().get(0).body(), "ref"));
                    }
                }
            }
        }
        return entrances;
    }
}
