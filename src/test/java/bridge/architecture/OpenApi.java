package bridge.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code openapi.json}, the contract that callers read. */
public final class OpenApi {

    private static final Path FILE = Path.of("src/main/resources/static/openapi.json");
    /** Statuses that any request may be answered with, as the document's introduction says. */
    private static final Set<Integer> OF_ANY_REQUEST = Set.of(400, 403, 405, 406, 408, 413, 415, 429, 500, 503);

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

        boolean matches(String actual) {
            return actual.matches(path.replaceAll("\\{[^}]*}", "[^/]+").replace(".", "\\."));
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

    /**
     * @param path of the request, without its query
     * @param type of the answer's content; null when it has none
     * @return what is wrong with an answer; empty when it is as the document says, or the path is none of the document's
     */
    public List<String> faultsOfAnswer(String method, String path, int status, String type, String body) {
        Optional<Operation> operation = operations().stream()
                .filter(o -> o.method().equals(method) && o.matches(path))
                .min(Comparator.comparingInt(
                        o -> o.path().length() - o.path().replace("{", "").length()));
        if (operation.isEmpty()) {
            return List.of();
        }
        JsonNode answer = resolve(operation.get().content().path("responses").path(Integer.toString(status)));
        if (answer.isMissingNode() && !OF_ANY_REQUEST.contains(status)) {
            return List.of(operation.get().signature() + " does not document the status " + status);
        }
        if (type == null || !type.contains("json")) {
            return List.of();
        }
        JsonNode schema =
                answer.path("content").path(type.replaceFirst(";.*", "")).path("schema");
        if (schema.isMissingNode() && OF_ANY_REQUEST.contains(status)) {
            schema = document.at("/components/schemas/Problem");
        }
        if (schema.isMissingNode()) {
            return List.of(operation.get().signature() + " does not document " + type + " with the status " + status);
        }
        try {
            return faults(schema, json.readTree(body));
        } catch (JsonProcessingException e) {
            return List.of(operation.get().signature() + " answers no JSON");
        }
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
