package bridge.board;

import bridge.monday.MondayCall;
import bridge.monday.MondayCall.Priority;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import bridge.problem.Problem;
import bridge.storage.NodeLocks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the portal needs of a board and the board does not have yet. */
@Component("boardSetup")
public class BoardSetup {

    private static final String BOARD_NAME = "Support tickets";

    private final BoardId boardId;
    private final LabelSetup labels;
    private final String workspaceId;
    private final NodeLocks locks;

    /** Null while none of this node runs. */
    private final AtomicReference<NodeLocks.Held> running = new AtomicReference<>();

    BoardSetup(
            BoardId boardId,
            LabelSetup labels,
            NodeLocks locks,
            @Value("${bridge.monday.workspace-id}") String workspaceId) {
        this.boardId = boardId;
        this.labels = labels;
        this.locks = locks;
        this.workspaceId = workspaceId.strip();
    }

    /** @throws Problem 409 while another one runs, on whichever node; two would make everything twice */
    public SetupNotes begin() {
        running.set(locks.take("board-setup")
                .orElseThrow(() -> new Problem(409, "SETUP_RUNNING", "The board is being set up already")));
        var notes = new SetupNotes();
        notes.needBoard(!boardId.isKnown());
        return notes;
    }

    public void end() {
        running.getAndSet(null).giveBack();
    }

    /**
     * Is the board that we know of still there?
     *
     * @throws Problem 409 if it was configured and cannot be seen: another one is not made behind anybody's back
     */
    public void looked(MondayReply reply, SetupNotes notes) {
        boolean seen = reply.data().path("boards").path(0).isObject();
        if (!seen && boardId.isConfigured()) {
            throw new Problem(
                    409, "BOARD_NOT_FOUND", "MONDAY_BOARD_ID names no board that the user of MONDAY_API_TOKEN can see");
        }
        notes.needBoard(!seen);
        if (seen) {
            notes.found(
                    "board " + reply.data().path("boards").path(0).path("name").asText());
        }
    }

    public MondayCall newBoard() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("name", BOARD_NAME);
        variables.put("workspace", workspaceId.isEmpty() ? null : workspaceId);
        return call("create-board", variables);
    }

    public void boardMade(MondayReply reply, SetupNotes notes) {
        String id = reply.data().path("create_board").path("id").asText();
        boardId.made(id);
        notes.done("board " + BOARD_NAME);
        notes.advise("Set MONDAY_BOARD_ID=" + id + " so that this board is known everywhere");
    }

    public List<SetupStep> missingColumns(BoardLayout layout, SetupNotes notes) {
        List<SetupStep> steps = new ArrayList<>();
        for (Field field : Field.values()) {
            if (layout.columnId(field) != null) {
                notes.found("column " + layout.columns().get(field).title());
            } else {
                steps.add(new SetupStep("column " + field.title(), newColumn(field, layout.boardId())));
            }
        }
        return steps;
    }

    public List<SetupStep> missingLabels(BoardLayout layout, SetupNotes notes) {
        return labels.missing(layout, notes);
    }

    public void did(SetupStep step, SetupNotes notes) {
        notes.done(step.what());
    }

    public void refused(SetupStep step, MondayRefusedException failure, SetupNotes notes) {
        notes.failed(step.what() + ": " + failure.getMessage());
    }

    public SetupReport report(BoardLayout layout, SetupNotes notes) {
        return notes.report(layout.boardId());
    }

    /** A key of its own for each call: when the connection breaks, it is repeated without making anything twice. */
    static MondayCall call(String operation, Map<String, Object> variables) {
        return new MondayCall(operation, variables, Priority.REFETCH, "setup-" + UUID.randomUUID());
    }

    private MondayCall newColumn(Field field, String board) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("board", board);
        variables.put("title", field.title());
        if (field.types().contains("status")) {
            variables.put("labels", labels.forNewColumn(field));
            return call("create-status-column", variables);
        }
        variables.put("type", field.types().get(0));
        return call("create-column", variables);
    }
}
