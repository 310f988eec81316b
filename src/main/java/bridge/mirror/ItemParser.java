package bridge.mirror;

import bridge.board.BoardColumns;
import bridge.board.BoardLayout;
import bridge.board.Field;
import bridge.board.Labels;
import bridge.board.Labels.Meaning;
import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads items as the fragment {@code TicketItem} of {@code routes/graphql} selects them. What is asked for and not given, or not
 * active, or on another board, is gone; what is given in part is no answer at all.
 */
@Component("itemParser")
public class ItemParser {

    private final BoardColumns columns;
    private final Labels labels;

    ItemParser(BoardColumns columns, Labels labels) {
        this.columns = columns;
        this.labels = labels;
    }

    /** @return the column ids to ask for: variable {@code columns} of the documents with that fragment */
    public List<String> columnIds() {
        return columns.current().columnIds();
    }

    /**
     * An item that a mutation gave back.
     *
     * @throws UnreadableAnswerException if a part is missing, or it is no active item of our board
     */
    public BoardItem own(JsonNode item) {
        BoardLayout layout = layout();
        if (!item.isObject() || !isOurs(item, layout)) {
            throw new UnreadableAnswerException("item");
        }
        return item(item, layout);
    }

    /**
     * @param items an array
     * @param asked ids that should be in it; empty for a page
     * @throws UnreadableAnswerException if a part is missing
     */
    public Fetched read(JsonNode items, Collection<Long> asked, Instant begun) {
        if (!items.isArray()) {
            throw new UnreadableAnswerException("items");
        }
        BoardLayout layout = layout();
        List<BoardItem> active = new ArrayList<>();
        Set<Long> gone = new HashSet<>(asked);
        for (JsonNode item : items) {
            if (!item.isObject()) {
                throw new UnreadableAnswerException("item");
            }
            long id = Answers.id(item, "id");
            if (isOurs(item, layout)) {
                active.add(item(item, layout));
                gone.remove(id);
            } else {
                gone.add(id);
            }
        }
        return new Fetched(begun, active, gone);
    }

    /** Whose an item is must be known before anything else of it. */
    private BoardLayout layout() {
        BoardLayout layout = columns.current();
        for (Field field : List.of(Field.PORTAL_ID, Field.CLIENT_EMAIL)) {
            if (layout.columnId(field) == null) {
                throw new UnreadableAnswerException(field.name());
            }
        }
        return layout;
    }

    private static boolean isOurs(JsonNode item, BoardLayout layout) {
        String state = Answers.text(item, "state", null);
        String board = Answers.text(item.path("board"), "id", null);
        if (state == null || board == null) {
            throw new UnreadableAnswerException(state == null ? "state" : "board");
        }
        return state.equals("active") && board.equals(layout.boardId());
    }

    private BoardItem item(JsonNode item, BoardLayout layout) {
        Map<Field, JsonNode> cells = cells(item, layout);
        Meaning<TicketStatus> status = labels.status(Cells.label(cells.get(Field.STATUS)));
        Meaning<Priority> priority = labels.priority(Cells.label(cells.get(Field.PRIORITY)));
        boolean hasStatus = cells.containsKey(Field.STATUS);
        boolean hasPriority = cells.containsKey(Field.PRIORITY);
        return new BoardItem(
                Answers.id(item, "id"),
                Answers.title(item),
                cells.containsKey(Field.DESCRIPTION) ? Cells.description(cells.get(Field.DESCRIPTION)) : null,
                Cells.reference(cells.get(Field.TICKET_ID)),
                Cells.portalId(cells.get(Field.PORTAL_ID)),
                Cells.email(cells.get(Field.CLIENT_EMAIL)),
                Cells.emailName(cells.get(Field.CLIENT_EMAIL)),
                hasStatus ? status.value() : null,
                Answers.line(status.raw(), Answers.MAX_LINE),
                hasStatus ? Answers.timeOrNull(cells.get(Field.STATUS), "updated_at") : null,
                hasPriority ? priority.value() : null,
                Answers.line(priority.raw(), Answers.MAX_LINE),
                Cells.created(cells.get(Field.CREATED), item),
                Cells.updated(cells.get(Field.UPDATED), item));
    }

    /** @throws UnreadableAnswerException if a column of the layout is not there: it was deleted, or the answer is not whole */
    private static Map<Field, JsonNode> cells(JsonNode item, BoardLayout layout) {
        Map<String, JsonNode> byId = new HashMap<>();
        for (JsonNode cell : item.path("column_values")) {
            byId.put(Answers.text(cell, "id", ""), cell);
        }
        Map<Field, JsonNode> cells = new HashMap<>();
        layout.columns().forEach((field, column) -> {
            JsonNode cell = byId.get(column.id());
            if (cell == null) {
                throw new UnreadableAnswerException(field.name());
            }
            cells.put(field, cell);
        });
        return cells;
    }
}
