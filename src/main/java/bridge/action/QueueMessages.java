package bridge.action;

import bridge.job.NewJob;
import bridge.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads what monday code's queue delivers: the app's message itself, or a {@code content} that holds it as a string
 * (developer.monday.com/apps/docs/monday-code-sdk).
 */
@Component("queueMessages")
public class QueueMessages {

    private static final Set<String> MAIL = Set.of("send_mail", "SEND_MAIL", "send_email", "SEND_EMAIL");

    private final ObjectMapper json;

    QueueMessages(ObjectMapper json) {
        this.json = json;
    }

    /** @throws Problem 400 when it asks for no mail */
    public QueueMessage read(JsonNode delivered) throws JsonProcessingException {
        JsonNode message = delivered.has("method") ? delivered : unpacked(delivered.path("content"));
        if (!MAIL.contains(message.path("method").asText(""))) {
            throw Problem.malformed("The message asks for nothing that is known here: its method is not \"send_mail\"");
        }
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return new QueueMessage(
                    accountId(message),
                    null,
                    MissingNode.getInstance(),
                    content,
                    FieldText.of(message.path("id"), "id"));
        }
        if (!content.isObject()) {
            throw Problem.malformed("The message has no content");
        }
        String email = FieldText.of(content.path("email"), "email");
        return new QueueMessage(
                accountId(message),
                email == null || email.isBlank() ? null : Recipients.check(email),
                content.path("subject"),
                content.path("message"),
                FieldText.of(message.path("id"), "id"));
    }

    /** A message is one of its own unless its sender gave it an id: nothing else tells a repetition from the same text meant again. */
    public NewJob job(QueueMessage message, String recipient) {
        var mail = new ActionMail(
                recipient,
                FieldText.of(message.subject(), "subject"),
                FieldText.of(message.message(), "message"),
                null,
                message.accountId(),
                null,
                null);
        String key = message.id() == null
                ? CallKey.fresh()
                : CallKey.hash("queue\n" + message.accountId() + "\n" + message.id());
        return new NewJob(ActionMail.KIND, key, null, message.accountId(), mail);
    }

    private JsonNode unpacked(JsonNode content) throws JsonProcessingException {
        JsonNode message = content.isTextual() ? json.readTree(content.textValue()) : content;
        return message == null ? MissingNode.getInstance() : message;
    }

    private static Long accountId(JsonNode message) {
        String id = message.path("account_id").asText(message.path("accountId").asText(""));
        if (id.isEmpty()) {
            return null;
        }
        if (!id.matches("[0-9]{1,18}")) {
            throw Problem.malformed("The message's account_id is none");
        }
        return Long.parseLong(id);
    }
}
