package bridge.simulator;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Prices calls in complexity points: fields, times the length that their lists may have, and a fixed sum for writes. */
final class Complexity {
    /** The price that an older guide of monday's gives for {@code create_item}. */
    private static final long WRITE = 10_000;

    private static final Set<String> LISTS = Set.of(
            "boards",
            "items",
            "items_page",
            "next_items_page",
            "items_page_by_column_values",
            "updates",
            "replies",
            "users",
            "columns",
            "groups",
            "column_values",
            "webhooks",
            "workspaces");

    private Complexity() {}

    static int of(ApiCall call) {
        var operation = call.operation();
        if (operation.isEmpty()) {
            return 1;
        }
        long fields = selection(operation.get().getSelectionSet(), call.variableMap());
        long writes = call.mutation()
                ? call.rootFields().stream()
                                .filter(f -> !f.equals("complexity"))
                                .count()
                        * WRITE
                : 0;
        return (int) Math.min(Integer.MAX_VALUE, fields + writes);
    }

    private static long selection(SelectionSet selections, Map<String, Object> variables) {
        if (selections == null) {
            return 0;
        }
        long sum = 0;
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof Field field && !field.getName().equals("complexity")) {
                sum += 1 + length(field, variables) * selection(field.getSelectionSet(), variables);
            } else if (selection instanceof InlineFragment fragment) {
                sum += selection(fragment.getSelectionSet(), variables) / 4;
            }
        }
        return sum;
    }

    private static long length(Field field, Map<String, Object> variables) {
        if (!LISTS.contains(field.getName())) {
            return 1;
        }
        long length = field.getName().equals("items") && field.getArguments().isEmpty() ? 1 : 10;
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals("limit") || argument.getName().equals("ids")) {
                return number(argument.getValue(), variables, length);
            }
        }
        return length;
    }

    private static long number(Value<?> value, Map<String, Object> variables, long otherwise) {
        if (value instanceof IntValue number) {
            return number.getValue().longValue();
        }
        if (value instanceof ArrayValue array) {
            return array.getValues().size();
        }
        if (value instanceof VariableReference reference) {
            var given = variables.get(reference.getName());
            if (given instanceof Number number) {
                return number.longValue();
            }
            if (given instanceof Collection<?> list) {
                return list.size();
            }
        }
        return otherwise;
    }
}
