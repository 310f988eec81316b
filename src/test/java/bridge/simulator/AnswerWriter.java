package bridge.simulator;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes the result of a call as monday does. */
final class AnswerWriter {
    private static final Pattern UNDEFINED = Pattern.compile("Field '(\\w+)' in type '(\\w+)' is undefined");

    private AnswerWriter() {}

    static Answer write(ExecutionResult result, ApiCall call, Token token, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        var codes = new ArrayList<String>();
        int status = 200;
        if (!result.getErrors().isEmpty()) {
            var errors = new ArrayList<Map<String, Object>>();
            for (var error : result.getErrors()) {
                var written = error(error, call);
                errors.add(written);
                var extensions = (Map<?, ?>) written.get("extensions");
                codes.add((String) extensions.get("code"));
                status = Math.max(status, httpStatus(extensions));
            }
            body.put("errors", errors);
        }
        body.put("account_id", token.user().accountId());
        body.put("extensions", Map.of("request_id", requestId));
        return new Answer(status, Json.bytes(body), codes);
    }

    /** Application errors come with 200, whatever their status code says; only malformed calls and faults do not. */
    private static int httpStatus(Map<?, ?> extensions) {
        var status = extensions.get("status_code");
        var code = String.valueOf(extensions.get("code"));
        if (code.equals("GRAPHQL_VALIDATION_FAILED")) {
            return 400;
        }
        return Integer.valueOf(400).equals(status) || Integer.valueOf(500).equals(status) ? (Integer) status : 200;
    }

    private static Map<String, Object> error(GraphQLError error, ApiCall call) {
        var written = new LinkedHashMap<String, Object>();
        written.put("message", error.getMessage());
        if (error.getLocations() != null && !error.getLocations().isEmpty()) {
            written.put(
                    "locations",
                    error.getLocations().stream().map(AnswerWriter::location).toList());
        }
        if (error.getPath() != null) {
            written.put("path", error.getPath());
        }
        if (error instanceof ValidationError invalid) {
            describe(invalid, written, call);
        } else if (error instanceof InvalidSyntaxError) {
            written.put("extensions", Map.of("code", "PARSING_ERROR"));
        } else if (error.getExtensions() != null && error.getExtensions().containsKey("code")) {
            written.put("extensions", error.getExtensions());
        } else {
            written.put("extensions", Map.of("code", "GRAPHQL_VALIDATION_FAILED"));
        }
        return written;
    }

    private static Map<String, Object> location(SourceLocation at) {
        return Map.of("line", at.getLine(), "column", at.getColumn());
    }

    private static void describe(ValidationError error, Map<String, Object> written, ApiCall call) {
        var path = new ArrayList<Object>();
        path.add(call.mutation() ? "mutation" : "query");
        path.addAll(error.getQueryPath() == null ? List.of() : error.getQueryPath());
        written.put("path", path);
        var type = error.getValidationErrorType();
        var undefined = UNDEFINED.matcher(error.getMessage());
        if (type == ValidationErrorType.FieldUndefined && undefined.find()) {
            var field = undefined.group(1);
            var on = undefined.group(2);
            written.put("message", "Field '" + field + "' doesn't exist on type '" + on + "'");
            written.put("extensions", Map.of("code", "undefinedField", "typeName", on, "fieldName", field));
        } else if (type == ValidationErrorType.UnknownType) {
            written.put("extensions", Map.of("code", "undefinedType"));
        } else if (type == ValidationErrorType.WrongType) {
            written.put("extensions", Map.of("code", "argumentLiteralsIncompatible"));
        } else {
            written.put("extensions", Map.of("code", "GRAPHQL_VALIDATION_FAILED"));
        }
    }
}
