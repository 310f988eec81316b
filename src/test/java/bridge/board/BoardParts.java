package bridge.board;

import bridge.storage.Facts;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets tests of other packages read a board without a Spring context. */
public final class BoardParts {

    private static final BoardSettings SETTINGS = new BoardSettings(
            Map.of(),
            Map.of(
                    "open", List.of("Open"),
                    "in_progress", List.of("In Progress", "Working on it"),
                    "resolved", List.of("Resolved", "Done"),
                    "closed", List.of("Closed")),
            Map.of(
                    "low", List.of("Low"),
                    "medium", List.of("Medium"),
                    "high", List.of("High"),
                    "urgent", List.of("Urgent", "Critical")));

    private BoardParts() {}

    public static Labels labels() {
        return new Labels(SETTINGS);
    }

    public static BoardId id(JdbcClient db, String configured) {
        return new BoardId(configured, new Facts(db));
    }

    public static BoardColumns columns(JdbcClient db, String boardId) {
        return new BoardColumns(id(db, boardId), new BoardReader(SETTINGS), new Facts(db));
    }
}
