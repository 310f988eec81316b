package bridge.webhook;

import bridge.board.BoardId;
import bridge.job.NewJob;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Makes jobs of events. An event says which item to read again, nothing more: its signature does not cover it, and what it tells
 * can be old (developer.monday.com/api-reference/reference/webhooks).
 */
@Component("webhookJobs")
public class WebhookJobs {

    private final BoardId boardId;

    WebhookJobs(BoardId boardId) {
        this.boardId = boardId;
    }

    /**
     * @return null when there is nothing to do: another board, or an event that concerns no item
     * @throws Problem 400 when it is no event
     */
    public NewJob of(JsonNode body) {
        JsonNode event = body.path("event");
        if (!event.isObject()) {
            throw Problem.malformed("The body holds no event");
        }
        String type = event.path("type").asText("");
        boolean ours =
                boardId.find().filter(id(event, "boardId").orElse("")::equals).isPresent();
        if (!ours) {
            return null;
        }
        if (type.equals("create_column")) {
            return new NewJob(Refetch.KIND, key(event, type, ""), new RefetchHint(null, false, true));
        }
        // Archiving, deleting and restoring name the item "itemId", everything else "pulseId".
        Optional<String> item = id(event, "pulseId").or(() -> id(event, "itemId"));
        boolean talk = type.endsWith("_update") || event.hasNonNull("updateId");
        return item.map(id -> new NewJob(Refetch.KIND, key(event, type, id), new RefetchHint(id, talk, false)))
                .orElse(null);
    }

    /** A delivery that is repeated has the same key; two changes of one automation run have not. */
    private static String key(JsonNode event, String type, String item) {
        String occurrence = event.path("triggerUuid").asText("");
        if (occurrence.isBlank()) {
            return "event-" + UUID.randomUUID();
        }
        String text = Stream.of("triggerUuid", "columnId", "updateId", "replyId", "changedAt")
                .map(name -> event.path(name).asText(""))
                .collect(Collectors.joining("|", type + "|" + item + "|", ""));
        return "event-" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> id(JsonNode event, String name) {
        String id = event.path(name).asText("");
        return id.matches("[0-9]{1,18}") ? Optional.of(id) : Optional.empty();
    }
}
