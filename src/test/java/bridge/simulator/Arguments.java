package bridge.simulator;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;

/** The arguments of a field, typed. */
record Arguments(DataFetchingEnvironment call) {

    static Arguments of(DataFetchingEnvironment call) {
        return new Arguments(call);
    }

    String text(String name) {
        return call.getArgument(name);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(call.<Boolean>getArgument(name));
    }

    int number(String name, int otherwise) {
        Integer value = call.getArgument(name);
        return value == null ? otherwise : value;
    }

    /** {@return null when not given} */
    List<String> texts(String name) {
        return call.getArgument(name);
    }

    /** {@return null when not given} */
    List<Map<String, Object>> objects(String name) {
        return call.getArgument(name);
    }

    /** {@return null when not given} */
    Map<String, Object> object(String name) {
        return call.getArgument(name);
    }

    /** @throws MondayException if the argument, optional by the schema, is missing */
    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw MondayException.invalidArgument("Argument " + name + " is required");
        }
        return value;
    }

    /** The part of a list that {@code limit} and {@code page} ask for; pages count from 1. */
    <T> List<T> page(List<T> all, int defaultLimit, int maximum) {
        int limit = number("limit", defaultLimit);
        int page = number("page", 1);
        if (limit < 1 || limit > maximum || page < 1) {
            throw MondayException.invalidArgument("limit must be 1 to " + maximum + " and page at least 1");
        }
        int from = (int) Math.min(all.size(), (page - 1L) * limit);
        return all.subList(from, Math.min(all.size(), from + limit));
    }
}
