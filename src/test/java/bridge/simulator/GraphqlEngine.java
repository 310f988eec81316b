package bridge.simulator;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Runs GraphQL over the world, one call at a time. */
final class GraphqlEngine {
    private final World world;
    private final GraphQL graphql;

    GraphqlEngine(World world, Cursors cursors, Limits limits, Mutations mutations) {
        this.world = world;
        var wiring = RuntimeWiring.newRuntimeWiring();
        for (var scalar : new String[] {"CompareValue", "Date", "File", "ISO8601DateTime", "JSON"}) {
            wiring.scalar(Scalars.named(scalar));
        }
        new AccountFields(world).wire(wiring);
        new BoardFields(world, cursors).wire(wiring);
        new ItemFields(world).wire(wiring);
        new UpdateFields(world).wire(wiring);
        new PlatformFields(limits).wire(wiring);
        new Queries(world, cursors, limits).wire(wiring);
        mutations.wire(wiring);
        var schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl()), wiring.build());
        graphql = GraphQL.newGraphQL(schema)
                .defaultDataFetcherExceptionHandler(new Errors())
                .build();
    }

    /** The schema as text. */
    static String sdl() {
        try (var text = GraphqlEngine.class.getResourceAsStream("/simulator/monday.graphqls")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ExecutionResult run(ApiCall call, Map<String, Object> variables, Caller caller) {
        var input = ExecutionInput.newExecutionInput(call.query())
                .operationName(call.operationName())
                .variables(variables)
                .graphQLContext(Map.of(Caller.class, caller))
                .build();
        return world.locked(() -> graphql.execute(input));
    }

    /** Turns what the fields throw into monday's errors. */
    private static final class Errors implements DataFetcherExceptionHandler {

        @Override
        public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
                DataFetcherExceptionHandlerParameters parameters) {
            var thrown = parameters.getException();
            if (!(thrown instanceof MondayException)) {
                thrown.printStackTrace();
            }
            var refused = thrown instanceof MondayException known
                    ? known
                    : new MondayException("INTERNAL_SERVER_ERROR", 500, "Internal Server Error", Map.of());
            var extensions = new LinkedHashMap<String, Object>();
            extensions.put("code", refused.code);
            extensions.put("status_code", refused.statusCode);
            extensions.put("error_data", refused.errorData);
            var error = GraphqlErrorBuilder.newError()
                    .message("%s", refused.getMessage())
                    .location(parameters.getSourceLocation())
                    .path(parameters.getPath())
                    .extensions(extensions)
                    .build();
            return CompletableFuture.completedFuture(
                    DataFetcherExceptionHandlerResult.newResult(error).build());
        }
    }
}
