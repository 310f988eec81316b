package bridge.sync;

import bridge.mirror.Answers;
import bridge.mirror.Applied;
import bridge.mirror.CommentMirror;
import bridge.mirror.Mirror;
import bridge.mirror.Questions;
import bridge.mirror.UnreadableAnswerException;
import bridge.mirror.UpdateParser;
import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The updates of all items of the board, page by page, newest first. */
class UpdatePages implements Questions {

    private static final int UPDATES_A_PAGE = 100;

    private final Mirror mirror;
    private final CommentMirror comments;
    private final UpdateParser parser;
    private final String boardId;
    private final Instant since;
    private final Instant quietBefore;
    private final Consumer<Applied> tally;

    private int page = 1;
    private boolean finished;
    private Instant begun;

    /** @param since null: all */
    UpdatePages(
            Mirror mirror,
            CommentMirror comments,
            UpdateParser parser,
            String boardId,
            Instant since,
            Instant quietBefore,
            Consumer<Applied> tally) {
        this.mirror = mirror;
        this.comments = comments;
        this.parser = parser;
        this.boardId = boardId;
        this.since = since;
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
        Map<String, Object> variables = new HashMap<>();
        variables.put("board", List.of(boardId));
        variables.put("page", page);
        if (since != null) {
            variables.put("from", since.truncatedTo(ChronoUnit.SECONDS).toString());
            variables.put(
                    "to",
                    begun.plus(1, ChronoUnit.DAYS)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
        return MondayCall.sync("board-updates", variables);
    }

    @Override
    public void take(MondayReply reply) {
        JsonNode updates = reply.data().path("boards").path(0).path("updates");
        if (!updates.isArray()) {
            throw new UnreadableAnswerException("updates");
        }
        String ourUser = Answers.text(reply.data().path("me"), "id", null);
        tally.accept(comments.apply(parser.byItem(updates, ourUser), begun, quietBefore));
        finished = updates.size() < UPDATES_A_PAGE;
        page++;
    }
}
