package bridge.command;

import bridge.board.BoardColumn;
import bridge.board.BoardColumns;
import bridge.board.BoardId;
import bridge.board.BoardLayout;
import bridge.board.Field;
import bridge.board.Labels;
import bridge.camel.RouteCalls;
import bridge.monday.MondayReply;
import bridge.problem.Problem;
import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The board, each of its columns by name, and the labels of status and priority. */
@Component
@Lazy
@Order(3)
class BoardLook implements Check {

    private final RouteCalls routes;
    private final BoardId boardId;
    private final BoardColumns columns;
    private final Labels labels;
    private final Environment settings;

    BoardLook(RouteCalls routes, BoardId boardId, BoardColumns columns, Labels labels, Environment settings) {
        this.routes = routes;
        this.boardId = boardId;
        this.columns = columns;
        this.labels = labels;
        this.settings = settings;
    }

    @Override
    public String subject() {
        return "board";
    }

    @Override
    public List<Finding> look() {
        if (settings.getProperty("MONDAY_API_TOKEN", "").isBlank()) {
            return List.of(Finding.fail("board", "cannot be looked at without MONDAY_API_TOKEN"));
        }
        try {
            if (!boardId.isKnown()) {
                return List.of(Finding.fail("board", "there is none yet: run setup, or set MONDAY_BOARD_ID"));
            }
        } catch (DataAccessException e) {
            return List.of(Finding.fail("board", "not known: set MONDAY_BOARD_ID, or see to the database"));
        }
        BoardLayout layout;
        try {
            layout = columns.read(routes.call("monday-call", columns.question(), MondayReply.class));
        } catch (Problem notThere) {
            return List.of(Finding.fail(
                    "board",
                    "the user of MONDAY_API_TOKEN sees no board " + boardId.require()
                            + ": see MONDAY_BOARD_ID, and share the board with that user"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("board", layout.boardName() + " (" + layout.boardId() + ")"));
        for (Field field : Field.values()) {
            findings.add(column(field, layout));
        }
        List<List<String>> statuses = Arrays.stream(TicketStatus.values())
                .filter(status -> labels.labelFor(status, layout).isEmpty())
                .map(labels::namesOf)
                .toList();
        List<List<String>> priorities = Arrays.stream(Priority.values())
                .filter(priority -> labels.labelFor(priority, layout).isEmpty())
                .map(labels::namesOf)
                .toList();
        findings.addAll(labels(Field.STATUS, statuses, layout));
        findings.addAll(labels(Field.PRIORITY, priorities, layout));
        return findings;
    }

    private Finding column(Field field, BoardLayout layout) {
        String subject = "column " + field.title();
        BoardColumn column = layout.columns().get(field);
        String wanted = settings.getProperty(field.setting(), "").strip();
        if (column == null) {
            String text = "no column of this title and of type " + String.join(" or ", field.types())
                    + ": run setup, or set " + field.setting() + " to the id of the column to use";
            return field.isNeeded() ? Finding.fail(subject, text) : Finding.warn(subject, text);
        }
        if (!wanted.isEmpty() && !wanted.equals(column.id())) {
            return Finding.warn(
                    subject,
                    field.setting() + " names no suitable column; " + column.title() + " (" + column.id()
                            + ") is used");
        }
        return Finding.ok(subject, column.title() + " (" + column.id() + ", " + column.type() + ")");
    }

    /** @param lacking for each meaning that no label has, the texts that would do */
    private static List<Finding> labels(Field field, List<List<String>> lacking, BoardLayout layout) {
        String subject = "labels of " + field.title();
        if (layout.columnId(field) == null) {
            return List.of(); // said already
        }
        if (lacking.isEmpty()) {
            return List.of(Finding.ok(subject, "each of ours has one"));
        }
        return lacking.stream()
                .map(names -> Finding.fail(subject, "there is none of " + String.join(", ", names) + ": run setup"))
                .toList();
    }
}
