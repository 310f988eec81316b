package bridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The action of an automation: what of the app it calls and with which values.
 *
 * @param path the Run URL, as a path of the service
 * @param fields by the keys that the app defined; in a text {@code {itemId}}, {@code {boardId}}, {@code {itemName}}, {@code {Title of a
 *     column}} and {@code {output field of the trigger}} stand for what the run is about
 * @param credentials null: none are asked for
 */
public record ActionBlock(String path, Form form, Map<String, ?> fields, Map<String, ?> credentials) {
    private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");

    /** Where it stands, which decides what monday expects as the answer. */
    public enum Form {
        /** A recipe of the sentence builder. */
        RECIPE,
        /** A block of a workflow: it answers with {@code outputFields}. */
        WORKFLOW,
        /** A block that says later, at a {@code callbackUrl}, how it went. */
        ASYNC
    }

    /** "Send an email", with the fields of the app's own action. */
    public static ActionBlock sendMail(String email, String subject, String message) {
        return of(
                "/mail/send",
                Map.of(
                        "boardId",
                        "{boardId}",
                        "itemId",
                        "{itemId}",
                        "email",
                        email,
                        "subject",
                        subject,
                        "message",
                        message));
    }

    /** "Change a status". */
    public static ActionBlock changeStatus(String columnId, Object status) {
        return of(
                "/monday/change-status",
                Map.of("boardId", "{boardId}", "itemId", "{itemId}", "columnId", columnId, "status", status));
    }

    /** As a recipe without credentials. */
    public static ActionBlock of(String path, Map<String, ?> fields) {
        return new ActionBlock(path, Form.RECIPE, fields, null);
    }

    public ActionBlock as(Form other) {
        return new ActionBlock(path, other, fields, credentials);
    }

    public ActionBlock with(Map<String, ?> accessData) {
        return new ActionBlock(path, form, fields, accessData);
    }

    /** @param values what a name in braces stands for; null if it stands for nothing */
    ObjectNode filled(UnaryOperator<String> values) {
        var filled = Json.object();
        fields.forEach((key, value) -> {
            if (!(value instanceof String text)) {
                filled.set(key, Json.tree(value));
            } else if (text.equals("{itemId}") || text.equals("{boardId}")) {
                // Ids are numbers in monday's samples; without an item the field stays empty.
                World.number(values.apply(text.substring(1, text.length() - 1)))
                        .ifPresentOrElse(id -> filled.put(key, id), () -> filled.putNull(key));
            } else {
                filled.put(key, fill(text, values));
            }
        });
        return filled;
    }

    private static String fill(String text, UnaryOperator<String> values) {
        return NAME.matcher(text).replaceAll(found -> {
            var value = values.apply(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }
}
