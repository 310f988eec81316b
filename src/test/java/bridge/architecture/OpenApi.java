package bridge.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code openapi.json}, the contract that callers read. */
public final class OpenApi {

    private static final Path FILE = Path.of("src/main/resources/static/openapi.json");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode document;

    /**
     * @param method in upper case
     * @param path   with its parameters in braces
     */
    record Operation(String method, String path, JsonNode content) {

        /** The method and the path without the names of its parameters, to compare with a route's. */
        String signature() {
            return signature(method, path);
        }

        static String signature(String method, String path) {
            return method + " " + path.replaceAll("\\{[^}]*}", "{}");
        }
    }

    public OpenApi() {
        try {
            document = json.readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method -> new Operation(
                        method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), method.getValue()))
                .forEach(operations::add));
        return operations;
    }

    /** @return the node, or the one that it refers to; missing when there is none */
    JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? document.at(reference.asText().substring(1)) : node;
    }

    /** @return what is wrong with an answer; empty when it is as the document says */
    public List<String> faultsOfAnswer(String method, String path, int status, String body) throws IOException {
        JsonNode operation = document.path("paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
        JsonNode answer = resolve(operation.path("responses").path(Integer.toString(status)));
        if (answer.isMissingNode()) {
            return List.of(method + " " + path + " does not document the status " + status);
        }
        JsonNode content = answer.path("content");
        return content.isEmpty() ? List.of() : faults(content.iterator().next().path("schema"), json.readTree(body));
    }

    /** @return what is wrong with a value; empty when it is as the schema says */
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode root = json.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", document.get("components"));
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return SCHEMAS.getSchema(root, config).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
