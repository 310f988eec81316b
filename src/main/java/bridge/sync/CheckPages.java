package bridge.sync;

import bridge.mirror.Answers;
import bridge.mirror.Questions;
import bridge.mirror.UnreadableAnswerException;
import bridge.monday.MondayCall;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The items that changed last, and how many there are: one page when nothing was missed. More pages follow while all items of a
 * page are new to us, and all pages when the number is not what we think.
 */
class CheckPages implements Questions {

    private final SyncRows rows;
    private final String boardId;
    private final Instant newestKnown;
    private final int expectedCount;

    private final Set<Long> changed = new TreeSet<>();
    private final Set<Long> talks = new TreeSet<>();
    private final Set<Long> seen = new HashSet<>();
    private Instant newest;
    private Integer boardCount;
    private boolean all;
    private String cursor;
    private boolean finished;
    private int restarts;

    /** @param newestKnown the latest change that was taken over; @param expectedCount what the board counts when nothing was missed */
    CheckPages(SyncRows rows, String boardId, Instant newestKnown, int expectedCount) {
        this.rows = rows;
        this.boardId = boardId;
        this.newestKnown = newestKnown;
        this.newest = newestKnown;
        this.expectedCount = expectedCount;
    }

    @Override
    public boolean isUnfinished() {
        return !finished;
    }

    @Override
    public MondayCall next() {
        return cursor == null
                ? MondayCall.sync("board-check", Map.of("board", List.of(boardId)))
                : MondayCall.sync("next-check", Map.of("cursor", cursor));
    }

    @Override
    public void take(MondayReply reply) {
        JsonNode board = reply.data().path("boards").path(0);
        JsonNode page = cursor == null ? board.path("items_page") : reply.data().path("next_items_page");
        if (!page.path("items").isArray()) {
            throw new UnreadableAnswerException("items_page");
        }
        if (cursor == null) {
            boardCount = board.path("items_count").isInt()
                    ? board.path("items_count").asInt()
                    : null;
            all = boardCount != null && boardCount != expectedCount;
            findUnknownUpdates(board.path("updates"));
        }
        boolean moreAreNew = compare(page.path("items"));
        cursor = Answers.text(page, "cursor", null);
        finished = cursor == null || !(all || moreAreNew);
    }

    /** A page later all of them are asked for anew: the order has changed meanwhile anyway. */
    @Override
    public void refused(MondayRefusedException refusal) {
        if (!refusal.isCursorExpired() || ++restarts > 1) {
            throw refusal;
        }
        cursor = null;
        seen.clear();
    }

    /** @return true when the last of them changed later than anything we know */
    private boolean compare(JsonNode items) {
        Map<Long, JsonNode> told = new LinkedHashMap<>();
        items.forEach(item -> told.put(Answers.id(item, "id"), item));
        Map<Long, SyncRows.Known> known = rows.known(told.keySet());
        boolean later = false;
        for (Map.Entry<Long, JsonNode> item : told.entrySet()) {
            Instant at = Answers.time(item.getValue(), "updated_at");
            later = at.isAfter(newestKnown);
            newest = at.isAfter(newest) ? at : newest;
            SyncRows.Known row = known.get(item.getKey());
            boolean differs = row == null
                    || !row.title().equals(Answers.title(item.getValue()))
                    || later && !row.updatedAt().equals(at);
            if (differs) {
                changed.add(item.getKey());
            }
        }
        seen.addAll(told.keySet());
        return later;
    }

    private void findUnknownUpdates(JsonNode updates) {
        Map<Long, Long> itemOf = new HashMap<>();
        for (JsonNode update : updates) {
            if (update.hasNonNull("item_id")) {
                long item = Answers.id(update, "item_id");
                itemOf.put(Answers.id(update, "id"), item);
                update.path("replies").forEach(reply -> itemOf.put(Answers.id(reply, "id"), item));
            }
        }
        Set<Long> known = rows.knownUpdates(itemOf.keySet());
        itemOf.forEach((update, item) -> {
            if (!known.contains(update)) {
                talks.add(item);
            }
        });
    }

    /** @return items to be read again, with their updates */
    Set<Long> changed() {
        var both = new TreeSet<>(changed);
        both.addAll(talks);
        return both;
    }

    /** @return items that the mirror holds and the board did not show */
    Set<Long> missing() {
        if (!all) {
            return Set.of();
        }
        var missing = new TreeSet<>(rows.itemIds());
        missing.removeAll(seen);
        return missing;
    }

    Instant newest() {
        return newest;
    }

    /** @return how many were looked at */
    int items() {
        return seen.size();
    }

    /** @return what the board counts; null unless all of its items were read */
    Integer countOfAll() {
        return all ? boardCount : null;
    }
}
