package bridge.board;

import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import bridge.problem.Problem;
import bridge.storage.Facts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The board's columns and labels as last read. {@code direct:board-load} reads them anew: at the start, now and then, and whenever
 * monday says that one of them is not what we think.
 */
@Component("boardColumns")
public class BoardColumns {

    private static final Logger LOG = LoggerFactory.getLogger(BoardColumns.class);
    private static final String FACT = "board-layout";

    private final BoardId boardId;
    private final BoardReader reader;
    private final Facts facts;
    private final JsonMapper json = new JsonMapper();
    private final AtomicReference<BoardLayout> known = new AtomicReference<>();

    BoardColumns(BoardId boardId, BoardReader reader, Facts facts) {
        this.boardId = boardId;
        this.reader = reader;
        this.facts = facts;
    }

    /** Never calls monday. @throws Problem 503 when the board was never read, or is not there */
    public BoardLayout current() {
        return find().orElseThrow(BoardId::notSetUp);
    }

    /** @return empty when the board was never read */
    public Optional<BoardLayout> find() {
        BoardLayout layout = known.get();
        Optional<String> id = boardId.find();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (layout == null || !layout.boardId().equals(id.get())) {
            layout = remembered(id.get());
            known.set(layout);
        }
        return Optional.ofNullable(layout);
    }

    public boolean isKnown() {
        return find().isPresent();
    }

    /** The call that reads the board. @throws Problem 503 when there is no board yet */
    public MondayCall question() {
        return MondayCall.interactive("board-layout", Map.of("board", List.of(boardId.require())));
    }

    /**
     * Takes the answer over.
     *
     * @throws Problem 503 when monday has no such board, or does not show it to our token
     */
    public BoardLayout loaded(MondayReply reply) {
        BoardLayout layout = read(reply);
        BoardLayout before = find().orElse(null);
        known.set(layout);
        if (!layout.equals(before)) {
            LOG.info(
                    "Board {} has columns for {}",
                    layout.boardId(),
                    layout.columns().keySet());
            facts.put(FACT, write(layout));
        }
        return layout;
    }

    /** Reads the answer and remembers nothing. @throws Problem as {@link #loaded} does */
    public BoardLayout read(MondayReply reply) {
        JsonNode board = reply.data().path("boards").path(0);
        if (!board.isObject()) {
            throw BoardId.notSetUp();
        }
        return reader.read(board);
    }

    private BoardLayout remembered(String id) {
        return facts.get(FACT)
                .map(this::read)
                .filter(layout -> layout.boardId().equals(id))
                .orElse(null);
    }

    private String write(BoardLayout layout) {
        try {
            return json.writeValueAsString(layout);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A layout consists of strings and numbers", e);
        }
    }

    /** @return null for one that an older release wrote in another shape */
    private BoardLayout read(String content) {
        try {
            return json.readValue(content, BoardLayout.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
