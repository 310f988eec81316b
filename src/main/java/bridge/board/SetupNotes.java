package bridge.board;

import java.util.ArrayList;
import java.util.List;

/** The report of a {@code setup} that is under way; the variable {@code setup} of its routes. */
public class SetupNotes {

    private final List<String> found = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private boolean boardNeeded;
    private boolean webhooksRefused;

    /** True when there is no board, and {@code setup} may make one. */
    public boolean isBoardNeeded() {
        return boardNeeded;
    }

    /** False after monday refused one webhook: the others would meet the same. */
    public boolean isWebhooksPossible() {
        return !webhooksRefused;
    }

    void needBoard(boolean needed) {
        boardNeeded = needed;
    }

    void webhooksRefused() {
        webhooksRefused = true;
    }

    boolean hasDone(String what) {
        return done.contains(what);
    }

    void found(String what) {
        found.add(what);
    }

    void done(String what) {
        done.add(what);
    }

    void failed(String what) {
        failed.add(what);
    }

    void advise(String what) {
        if (!advice.contains(what)) {
            advice.add(what);
        }
    }

    SetupReport report(String boardId) {
        return new SetupReport(
                boardId,
                failed.isEmpty(),
                List.copyOf(found),
                List.copyOf(done),
                List.copyOf(failed),
                List.copyOf(advice));
    }
}
