package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GraphQL request taken apart.
 *
 * @param variables as sent; an object when the call is in order
 * @param document null when the query is no GraphQL
 */
record ApiCall(String query, JsonNode variables, String operationName, Document document) {

    static ApiCall of(JsonNode body) {
        var query = body.path("query").asText("");
        Document document = null;
        try {
            document = Parser.parse(query);
        } catch (InvalidSyntaxException e) {
            // The execution reports it in the platform's own shape.
        }
        return new ApiCall(
                query, body.path("variables"), body.path("operationName").asText(null), document);
    }

    /** The operation that runs; empty when the document has none of that name. */
    Optional<OperationDefinition> operation() {
        if (document == null) {
            return Optional.empty();
        }
        var all = document.getDefinitionsOfType(OperationDefinition.class);
        return all.stream()
                .filter(o -> operationName == null ? all.size() == 1 : operationName.equals(o.getName()))
                .findFirst();
    }

    boolean mutation() {
        return operation()
                .map(o -> o.getOperation() == OperationDefinition.Operation.MUTATION)
                .orElse(false);
    }

    String name() {
        return operation().map(OperationDefinition::getName).orElse(operationName);
    }

    List<String> rootFields() {
        return operation()
                .map(o -> o.getSelectionSet().getSelectionsOfType(Field.class).stream()
                        .map(Field::getName)
                        .toList())
                .orElse(List.of());
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> variableMap() {
        return variables.isObject() ? Json.MAPPER.convertValue(variables, Map.class) : Map.of();
    }

    /** @param word the name of the operation or of one of its root fields; null matches every call */
    boolean matches(String word) {
        return word == null || word.equals(name()) || rootFields().contains(word);
    }
}
