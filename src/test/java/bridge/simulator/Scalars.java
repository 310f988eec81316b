package bridge.simulator;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;

/** monday's own scalars: whatever comes is passed on as it is; what it means is for the field to say. */
final class Scalars {

    private Scalars() {}

    static GraphQLScalarType named(String name) {
        return GraphQLScalarType.newScalar().name(name).coercing(new PassedOn()).build();
    }

    private static final class PassedOn implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        public Object parseLiteral(
                Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return plain(literal, variables);
        }

        private static Object plain(Value<?> literal, CoercedVariables variables) {
            if (literal instanceof StringValue text) {
                return text.getValue();
            }
            if (literal instanceof IntValue number) {
                return number.getValue().longValue();
            }
            if (literal instanceof FloatValue number) {
                return number.getValue().doubleValue();
            }
            if (literal instanceof BooleanValue flag) {
                return flag.isValue();
            }
            if (literal instanceof EnumValue word) {
                return word.getName();
            }
            if (literal instanceof VariableReference reference) {
                return variables.get(reference.getName());
            }
            if (literal instanceof ArrayValue array) {
                var list = new ArrayList<Object>();
                array.getValues().forEach(v -> list.add(plain(v, variables)));
                return list;
            }
            if (literal instanceof ObjectValue object) {
                var map = new LinkedHashMap<String, Object>();
                object.getObjectFields().forEach(f -> map.put(f.getName(), plain(f.getValue(), variables)));
                return map;
            }
            return null;
        }
    }
}
