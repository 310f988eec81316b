package bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.board.BoardColumn;
import bridge.board.BoardLabel;
import bridge.board.BoardLayout;
import bridge.board.BoardParts;
import bridge.board.Field;
import bridge.monday.MondayMisconfiguredException;
import bridge.ticket.Priority;
import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Column values for boards of different columns. */
class ItemValuesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final ItemValues values = new ItemValues(BoardParts.labels());
    private final Map<Field, BoardColumn> columns = new EnumMap<>(Field.class);

    @BeforeEach
    void aBoard() {
        column(Field.TICKET_ID, "text");
        column(Field.PORTAL_ID, "text");
        column(Field.CLIENT_EMAIL, "email");
        column(Field.DESCRIPTION, "long_text");
        column(Field.STATUS, "status", label(7, "Open"), label(1, "Closed"));
        column(Field.PRIORITY, "status", label(3, "Medium"), label(110, "Critical"));
    }

    @Test
    void eachTypeIsWrittenInItsOwnForm() throws IOException {
        JsonNode written = ofNew(Priority.URGENT, "ann@acme.example");

        assertThat(written.get("ticket_id").textValue()).isEqualTo("T-A");
        assertThat(written.get("portal_id").textValue()).isEqualTo("acme");
        assertThat(written.get("client_email").toString())
                .contains("\"email\":\"ann@acme.example\"", "\"text\":\"ann@acme.example\"");
        assertThat(written.get("description")).hasToString("{\"text\":\"It \\\"smokes\\\".\"}");
        assertThat(written.get("status")).hasToString("{\"index\":7}");
        assertThat(written.get("priority")).hasToString("{\"index\":110}");
    }

    @Test
    void textColumnsTakePlainText() throws IOException {
        column(Field.CLIENT_EMAIL, "text");
        column(Field.DESCRIPTION, "text");

        JsonNode written = ofNew(Priority.MEDIUM, "ann@acme.example");

        assertThat(written.get("client_email").textValue()).isEqualTo("ann@acme.example");
        assertThat(written.get("description").textValue()).isEqualTo("It \"smokes\".");
    }

    @Test
    void anEmptyCellMeansOpenAndMedium() throws IOException {
        column(Field.STATUS, "status", label(1, "Closed"));
        columns.remove(Field.PRIORITY);

        JsonNode written = ofNew(Priority.MEDIUM, null);

        assertThat(written.get("status")).isEmpty();
        assertThat(written.has("priority")).isFalse();
        assertThat(written.has("client_email")).isFalse();
    }

    @Test
    void whatTheBoardCannotSayIsOurMistake() {
        assertThatThrownBy(() -> ofNew(Priority.LOW, null))
                .isInstanceOf(MondayMisconfiguredException.class)
                .hasMessageContaining("PRIORITY");
        columns.remove(Field.PORTAL_ID);
        assertThatThrownBy(() -> ofNew(Priority.MEDIUM, null))
                .isInstanceOf(MondayMisconfiguredException.class)
                .hasMessageContaining("PORTAL_ID");
    }

    @Test
    void aChangeHoldsWhatChangesOnly() throws IOException {
        var patch = new TicketPatch("Other", null, null, TicketStatus.CLOSED);

        assertThat(new JsonMapper().readTree(values.ofPatch(patch, layout())))
                .hasToString("{\"name\":\"Other\",\"status\":{\"index\":1}}");
    }

    private JsonNode ofNew(Priority priority, String email) throws IOException {
        var ticket = new Ticket(
                "pending-T-A",
                "Printer",
                "It \"smokes\".",
                TicketStatus.OPEN,
                priority,
                "acme",
                null,
                email,
                NOW,
                NOW,
                null,
                null,
                null,
                "pending",
                1);
        return new JsonMapper().readTree(values.ofNew(new TicketRow(1, null, "T-A", ticket), layout()));
    }

    private BoardLayout layout() {
        return new BoardLayout("1", "Tickets", columns);
    }

    private void column(Field field, String type, BoardLabel... labels) {
        String id = field.name().toLowerCase(java.util.Locale.ROOT);
        columns.put(field, new BoardColumn(id, id, type, "1", List.of(labels)));
    }

    private static BoardLabel label(int id, String text) {
        return new BoardLabel(id, text, 0, null, null, false, false);
    }
}
