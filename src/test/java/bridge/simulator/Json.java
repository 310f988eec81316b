package bridge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON in and out, in one place so that every part writes it alike. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The members of an object; empty for anything else. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> fields(JsonNode object) {
        return object.isObject() ? MAPPER.convertValue(object, Map.class) : Map.of();
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if the text is not JSON */
    static JsonNode read(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    /**
     * Reads an argument of type {@code JSON}: monday takes it as a string that holds JSON.
     *
     * @throws MondayException if it is something else
     */
    static JsonNode argument(Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw MondayException.brokenJson("Expected a JSON string");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw MondayException.brokenJson("The JSON is not well-formed");
        }
    }
}
