package bridge.mirror;

import bridge.ticket.UpdateBody;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads updates and their replies as monday writes them. */
@Component
public class UpdateParser {

    private final String publicMarker;

    /** @param publicMarker begins team updates that clients may read; blank: there are none */
    UpdateParser(@Value("${bridge.portal.public-marker}") String publicMarker) {
        this.publicMarker = publicMarker.strip();
    }

    /**
     * @param updates an array; null or absent: none
     * @param ourUser id of our token's user: what it wrote in the portal's form was written in the portal
     * @throws UnreadableAnswerException if a part is missing
     */
    List<BoardUpdate> read(JsonNode updates, String ourUser) {
        List<BoardUpdate> read = new ArrayList<>();
        for (JsonNode update : updates) {
            if (update.isObject()) {
                read.add(update(update, ourUser));
            }
        }
        return read;
    }

    /**
     * @param updates of a whole board, each with its {@code item_id}; those of the board itself have none and are left out
     * @return what they tell about each item; there may be more
     */
    public List<ItemUpdates> byItem(JsonNode updates, String ourUser) {
        Map<Long, List<BoardUpdate>> byItem = new LinkedHashMap<>();
        for (JsonNode update : updates) {
            if (update.hasNonNull("item_id")) {
                byItem.computeIfAbsent(Answers.id(update, "item_id"), id -> new ArrayList<>())
                        .add(update(update, ourUser));
            }
        }
        return byItem.entrySet().stream()
                .map(e -> new ItemUpdates(e.getKey(), e.getValue(), false))
                .toList();
    }

    private BoardUpdate update(JsonNode update, String ourUser) {
        String body = Answers.text(update, "body", "");
        boolean ours = ourUser != null && ourUser.equals(Answers.text(update, "creator_id", null));
        Optional<UpdateBody> portal = ours ? UpdateBody.read(body) : Optional.empty();
        String text = portal.map(UpdateBody::text).orElseGet(() -> UpdateBody.plain(body));
        boolean marked = portal.isEmpty() && !publicMarker.isEmpty() && text.startsWith(publicMarker);
        return new BoardUpdate(
                Answers.id(update, "id"),
                Answers.line(Answers.text(update.path("creator"), "name", null), Answers.MAX_LINE),
                portal.orElse(null),
                Answers.clean(marked ? text.substring(publicMarker.length()).strip() : text, Answers.MAX_TEXT),
                marked,
                Answers.time(update, "created_at"),
                read(update.path("replies"), ourUser));
    }
}
