package bridge.portal;

import bridge.board.BoardLabel;
import bridge.board.BoardLayout;
import bridge.board.Field;
import bridge.board.Labels;
import bridge.monday.MondayMisconfiguredException;
import bridge.ticket.Priority;
import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Writes column values as monday takes them: {@code column_values} is a string that contains JSON
 * (<a href="https://developer.monday.com/api-reference/docs/change-column-values">change-column-values</a>).
 */
@Component
class ItemValues {

    private final Labels labels;
    private final JsonMapper json = new JsonMapper();

    ItemValues(Labels labels) {
        this.labels = labels;
    }

    /**
     * Everything of a new ticket but its title.
     *
     * @throws MondayMisconfiguredException if the board has no column for a part
     */
    String ofNew(TicketRow row, BoardLayout layout) {
        Ticket ticket = row.ticket();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(column(Field.TICKET_ID, layout), row.reference());
        values.put(column(Field.PORTAL_ID, layout), ticket.clientId());
        if (ticket.clientEmail() != null) {
            putEmail(values, ticket.clientEmail(), layout);
        }
        putDescription(values, ticket.description(), layout);
        putStatus(values, ticket.status(), layout);
        putPriority(values, ticket.priority(), layout);
        return write(values);
    }

    /**
     * What is to be changed; the title is the column {@code name}.
     *
     * @throws MondayMisconfiguredException if the board has no column or label for it
     */
    String ofPatch(TicketPatch patch, BoardLayout layout) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (patch.title() != null) {
            values.put("name", patch.title());
        }
        if (patch.description() != null) {
            putDescription(values, patch.description(), layout);
        }
        if (patch.status() != null) {
            putStatus(values, patch.status(), layout);
        }
        if (patch.priority() != null) {
            putPriority(values, patch.priority(), layout);
        }
        return write(values);
    }

    private static void putDescription(Map<String, Object> values, String description, BoardLayout layout) {
        boolean isLong = "long_text".equals(layout.columnType(Field.DESCRIPTION));
        values.put(column(Field.DESCRIPTION, layout), isLong ? Map.of("text", description) : description);
    }

    /** The label of an e-mail cell is the address, too, so that monday's filters find it either way. */
    private static void putEmail(Map<String, Object> values, String address, BoardLayout layout) {
        boolean isEmail = "email".equals(layout.columnType(Field.CLIENT_EMAIL));
        values.put(column(Field.CLIENT_EMAIL, layout), isEmail ? Map.of("email", address, "text", address) : address);
    }

    /** Without a label a ticket is open. */
    private void putStatus(Map<String, Object> values, TicketStatus status, BoardLayout layout) {
        put(values, Field.STATUS, labels.labelFor(status, layout), status == TicketStatus.OPEN, layout);
    }

    /** Without a label a ticket's priority is medium. */
    private void putPriority(Map<String, Object> values, Priority priority, BoardLayout layout) {
        put(values, Field.PRIORITY, labels.labelFor(priority, layout), priority == Priority.MEDIUM, layout);
    }

    private static void put(
            Map<String, Object> values,
            Field field,
            Optional<BoardLabel> label,
            boolean maybeEmpty,
            BoardLayout layout) {
        if (label.isPresent()) {
            values.put(column(field, layout), Map.of("index", label.get().id()));
        } else if (!maybeEmpty) {
            throw new MondayMisconfiguredException("NO_LABEL_FOR_" + field);
        } else if (layout.columnId(field) != null) {
            values.put(layout.columnId(field), Map.of());
        }
    }

    /** @throws MondayMisconfiguredException if the board has no such column */
    static String column(Field field, BoardLayout layout) {
        String id = layout.columnId(field);
        if (id == null) {
            throw new MondayMisconfiguredException("NO_COLUMN_FOR_" + field);
        }
        return id;
    }

    private String write(Map<String, Object> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Column values are maps of texts and numbers", e);
        }
    }
}
