package bridge.simulator;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;

/** Says what a field of a GraphQL type is, given the thing it belongs to. */
interface FieldReader<T> {

    /** {@return null also for a field of the schema that is never filled here} */
    Object read(T source, String field, DataFetchingEnvironment call);

    /** The wiring of one type whose fields are all read in one place. */
    static <T> TypeRuntimeWiring.Builder type(String name, Class<T> source, FieldReader<T> reader) {
        return TypeRuntimeWiring.newTypeWiring(name)
                .defaultDataFetcher(call -> reader.read(
                        source.cast(call.getSource()), call.getField().getName(), call));
    }

    static Caller caller(DataFetchingEnvironment call) {
        return call.getGraphQlContext().get(Caller.class);
    }
}
