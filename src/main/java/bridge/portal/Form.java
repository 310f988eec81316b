package bridge.portal;

import bridge.problem.Problem;
import bridge.problem.Problem.FieldError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The JSON object that a caller sent, read member by member. Members that nobody asks for are ignored; every fault is collected,
 * so that the caller learns of all at once.
 */
final class Form {

    private final JsonNode members;
    private final List<FieldError> faults = new ArrayList<>();

    private Form(JsonNode members) {
        this.members = members;
    }

    /**
     * @param body null: the request had none
     * @throws Problem 400 unless it is a JSON object in UTF-8
     * @throws JsonProcessingException if it is no JSON
     */
    static Form read(byte[] body, ObjectMapper json) throws JsonProcessingException {
        if (body == null) {
            throw Problem.malformed("The request has no body");
        }
        JsonNode read = json.readTree(text(body));
        if (!read.isObject()) {
            throw Problem.malformed("The body must be a JSON object");
        }
        return new Form(read);
    }

    boolean has(String name) {
        return members.has(name);
    }

    /** @return one line of 1 to {@code max} characters, without spaces around; null after a fault */
    String line(String name, int max) {
        return text(name, max, String::strip, Texts::isLine);
    }

    /** @return 1 to {@code max} characters in any number of lines, not all of them spaces; null after a fault */
    String lines(String name, int max) {
        return text(name, max, text -> text.replace("\r\n", "\n"), Texts::isLines);
    }

    /** @return empty after a fault */
    <T> Optional<T> word(String name, T[] values, Function<T, String> word) {
        JsonNode member = members.path(name);
        Optional<T> found = Arrays.stream(values)
                .filter(value -> member.isTextual() && word.apply(value).equals(member.textValue()))
                .findFirst();
        if (found.isEmpty()) {
            refuse(name, Arrays.stream(values).map(word).collect(Collectors.joining(", ", "must be one of ", "")));
        }
        return found;
    }

    void refuse(String name, String message) {
        faults.add(new FieldError(name, message));
    }

    /** @throws Problem 422 if there was any fault */
    void check() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private String text(String name, int max, Function<String, String> normal, Function<String, Boolean> allowed) {
        JsonNode member = members.path(name);
        if (member.isMissingNode() || member.isNull()) {
            refuse(name, "is required");
        } else if (!member.isTextual()) {
            refuse(name, "must be a text");
        } else {
            String text = normal.apply(member.textValue());
            if (text.isBlank()) {
                refuse(name, "must not be empty");
            } else if (text.length() > max) {
                refuse(name, "must have at most " + max + " characters");
            } else if (!allowed.apply(text)) {
                refuse(name, "must not contain control characters");
            } else {
                return text;
            }
        }
        return null;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("The body is not encoded in UTF-8");
        }
    }
}
