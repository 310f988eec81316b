package bridge.sync;

import bridge.mirror.Answers;
import bridge.mirror.Applied;
import bridge.mirror.ItemParser;
import bridge.mirror.Mirror;
import bridge.mirror.Questions;
import bridge.mirror.UnreadableAnswerException;
import bridge.monday.MondayCall;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All active items of the board, page by page; each page is written to the mirror when it comes. */
class ItemPages implements Questions {

    /** A board that keeps losing its cursor is not read in one go any more. */
    private static final int MAX_RESTARTS = 3;

    private final Mirror mirror;
    private final ItemParser parser;
    private final SyncState state;
    private final Instant quietBefore;
    private final Consumer<Applied> tally;

    private LoadProgress progress;
    private boolean finished;
    private int restarts;
    private Instant begun;

    ItemPages(
            Mirror mirror,
            ItemParser parser,
            SyncState state,
            LoadProgress from,
            Instant quietBefore,
            Consumer<Applied> tally) {
        this.mirror = mirror;
        this.parser = parser;
        this.state = state;
        this.progress = from;
        this.quietBefore = quietBefore;
        this.tally = tally;
    }

    @Override
    public boolean isUnfinished() {
        return !finished;
    }

    @Override
    public MondayCall next() {
        begun = mirror.now();
        if (progress.cursor() == null) {
            return MondayCall.sync(
                    "board-items", Map.of("board", List.of(progress.boardId()), "columns", parser.columnIds()));
        }
        return MondayCall.sync("next-items", Map.of("cursor", progress.cursor(), "columns", parser.columnIds()));
    }

    @Override
    public void take(MondayReply reply) {
        boolean first = progress.cursor() == null;
        JsonNode page = first
                ? reply.data().path("boards").path(0).path("items_page")
                : reply.data().path("next_items_page");
        if (!page.isObject()) {
            throw new UnreadableAnswerException("items_page");
        }
        JsonNode items = page.path("items");
        tally.accept(mirror.apply(parser.read(items, List.of(), begun), quietBefore));
        Instant newest = progress.newestChange();
        for (JsonNode item : items) {
            Instant changed = Answers.time(item, "updated_at");
            newest = changed.isAfter(newest) ? changed : newest;
        }
        String cursor = Answers.text(page, "cursor", null);
        progress = new LoadProgress(
                progress.boardId(),
                progress.started(),
                first ? begun : progress.cursorBegun(),
                cursor,
                progress.items() + items.size(),
                newest);
        finished = cursor == null;
        state.loading(progress);
    }

    @Override
    public void refused(MondayRefusedException refusal) {
        if (!refusal.isCursorExpired() || ++restarts > MAX_RESTARTS) {
            throw refusal;
        }
        progress = new LoadProgress(progress.boardId(), progress.started(), begun, null, 0, progress.newestChange());
    }

    LoadProgress progress() {
        return progress;
    }
}
