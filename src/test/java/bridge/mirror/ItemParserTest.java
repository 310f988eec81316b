package bridge.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import bridge.board.BoardColumn;
import bridge.board.BoardColumns;
import bridge.board.BoardLayout;
import bridge.board.BoardParts;
import bridge.board.Field;
import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an item of monday means. */
class ItemParserTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final BoardColumns columns = mock(BoardColumns.class);
    private final ItemParser parser = new ItemParser(columns, BoardParts.labels());
    private final Map<Field, BoardColumn> layout = new EnumMap<>(Field.class);
    private final ObjectNode item = JSON.objectNode();
    private final ArrayNode cells = JSON.arrayNode();

    @BeforeEach
    void anItemWithAllColumns() {
        item.put("id", "7")
                .put("name", "Printer")
                .put("state", "active")
                .put("created_at", "2026-03-01T08:00:00Z")
                .put("updated_at", "2026-03-02T09:30:00Z");
        item.putObject("board").put("id", "11");
        item.set("column_values", cells);
        cell(Field.DESCRIPTION, "long_text").put("text", "It is on fire");
        cell(Field.PORTAL_ID, "text").put("text", "acme");
        cell(Field.CLIENT_EMAIL, "email")
                .put("text", "Kim - Kim@Acme.example")
                .put("email", "Kim@Acme.example")
                .put("label", "Kim");
        cell(Field.STATUS, "status").put("text", "Done").put("label", "Done").put("updated_at", "2026-03-02T09:29:00Z");
        cell(Field.PRIORITY, "status").put("text", "Critical").put("label", "Critical");
        cell(Field.TICKET_ID, "text").put("text", "T-1");
        cell(Field.CREATED, "creation_log").put("created_at", "2026-03-01T08:00:01Z");
        cell(Field.UPDATED, "last_updated").put("updated_at", "2026-03-02T09:30:01Z");
        when(columns.current()).thenReturn(new BoardLayout("11", "Tickets", layout));
    }

    private ObjectNode cell(Field field, String type) {
        String id = field.name().toLowerCase(java.util.Locale.ROOT);
        layout.put(field, new BoardColumn(id, field.name(), type, "", List.of()));
        return cells.addObject().put("id", id).put("type", type).put("text", "").putNull("value");
    }

    private ObjectNode cellOf(Field field) {
        for (var cell : cells) {
            if (cell.path("id").asText().equalsIgnoreCase(field.name())) {
                return (ObjectNode) cell;
            }
        }
        throw new IllegalArgumentException(field.name());
    }

    private BoardItem read() {
        return parser.own(item);
    }

    @Test
    void everyCellHasItsPlace() {
        assertThat(read())
                .isEqualTo(new BoardItem(
                        7,
                        "Printer",
                        "It is on fire",
                        "T-1",
                        "acme",
                        "kim@acme.example",
                        "Kim",
                        TicketStatus.RESOLVED,
                        null,
                        Instant.parse("2026-03-02T09:29:00Z"),
                        Priority.URGENT,
                        null,
                        Instant.parse("2026-03-01T08:00:01Z"),
                        Instant.parse("2026-03-02T09:30:01Z")));
    }

    @Test
    void emptyCellsHaveAMeaning() {
        cellOf(Field.DESCRIPTION).putNull("text");
        cellOf(Field.CLIENT_EMAIL).putNull("email").putNull("label").put("text", "");
        cellOf(Field.STATUS).putNull("label").putNull("text").putNull("updated_at");
        cellOf(Field.PRIORITY).putNull("label").put("text", "");
        cellOf(Field.TICKET_ID).put("text", " ");
        cellOf(Field.CREATED).putNull("created_at");
        cellOf(Field.UPDATED).putNull("updated_at");
        BoardItem read = read();
        assertThat(read.description()).isEmpty();
        assertThat(read.clientEmail()).isNull();
        assertThat(read.clientName()).isNull();
        assertThat(read.status()).isEqualTo(TicketStatus.OPEN);
        assertThat(read.rawStatus()).isNull();
        assertThat(read.statusChangedAt()).isNull();
        assertThat(read.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(read.reference()).isNull();
        assertThat(read.createdAt()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(read.updatedAt()).isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
    }

    @Test
    void anUnknownLabelIsKeptBesideItsMeaning() {
        cellOf(Field.STATUS).put("label", "Waiting for parts");
        cellOf(Field.PRIORITY).put("label", "Someday");
        BoardItem read = read();
        assertThat(read.status()).isEqualTo(TicketStatus.OPEN);
        assertThat(read.rawStatus()).isEqualTo("Waiting for parts");
        assertThat(read.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(read.rawPriority()).isEqualTo("Someday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "monday", "Callback", "ticket", "two\nlines"})
    void someTextsAreNoOwner(String text) {
        cellOf(Field.PORTAL_ID).put("text", text);
        assertThat(read().portalId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "acme ", " acme", "a b/c", "ücme"})
    void anOwnerIsTakenExactlyAsItStands(String text) {
        cellOf(Field.PORTAL_ID).put("text", text);
        assertThat(read().portalId()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kim", "kim@acme.example, robin@acme.example", "Kim <kim@acme.example>"})
    void whatIsNoPlainAddressIsNone(String text) {
        cellOf(Field.CLIENT_EMAIL).put("email", text);
        assertThat(read().clientEmail()).isNull();
    }

    @Test
    void anAddressMayStandInATextColumn() {
        cellOf(Field.CLIENT_EMAIL).removeAll();
        cells.forEach(cell -> {
            if (cell.isEmpty()) {
                ((ObjectNode) cell)
                        .put("id", "client_email")
                        .put("type", "text")
                        .put("text", " Kim@acme.example ");
            }
        });
        assertThat(read().clientEmail()).isEqualTo("kim@acme.example");
        assertThat(read().clientName()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"date\":\"2026-02-03\",\"time\":\"09:15:00\"} | 2026-02-03T09:15:00Z",
                "{\"date\":\"2026-02-03\",\"time\":null} | 2026-02-03T00:00:00Z",
                "{\"date\":\"soon\"} | 2026-03-01T08:00:00Z",
                "no json | 2026-03-01T08:00:00Z"
            })
    void aDateMayStandForTheCreation(String value, Instant created) {
        cellOf(Field.CREATED).removeAll();
        cells.forEach(cell -> {
            if (cell.isEmpty()) {
                ((ObjectNode) cell).put("id", "created").put("type", "date").put("value", value);
            }
        });
        assertThat(read().createdAt()).isEqualTo(created);
    }

    @Test
    void textsAreBoundedAndHaveNoControlCharacters() {
        item.put("name", "a\u0000b\nc" + "x".repeat(300));
        cellOf(Field.DESCRIPTION).put("text", "one\r\ntwo\u0000\u0007" + "x".repeat(40_000));
        assertThat(read().title()).startsWith("ab c").hasSize(255);
        assertThat(read().description()).startsWith("one\ntwoxx").hasSize(30_000);
    }

    @Test
    void whatIsAskedForAndNotActiveHereIsGone() {
        ObjectNode archived = item.deepCopy().put("id", "8").put("state", "archived");
        ObjectNode elsewhere = item.deepCopy().put("id", "9");
        elsewhere.putObject("board").put("id", "12");
        Fetched fetched =
                parser.read(JSON.arrayNode().add(item).add(archived).add(elsewhere), List.of(7L, 8L, 9L, 10L), NOW);
        assertThat(fetched.items()).extracting(BoardItem::id).containsExactly(7L);
        assertThat(fetched.gone()).isEqualTo(Set.of(8L, 9L, 10L));
    }

    @Test
    void anAnswerInPartIsNoAnswer() {
        ObjectNode noState = item.deepCopy().putNull("state");
        ObjectNode noBoard = item.deepCopy().putNull("board");
        ObjectNode noTime = item.deepCopy().putNull("updated_at");
        noTime.withArray("column_values").remove(7);
        ObjectNode noColumn = item.deepCopy();
        noColumn.withArray("column_values").remove(1);
        ObjectNode noId = item.deepCopy().put("id", "seven");
        for (ObjectNode part : List.of(noState, noBoard, noTime, noColumn, noId)) {
            assertThatThrownBy(() -> parser.read(JSON.arrayNode().add(part), List.of(7L), NOW))
                    .isInstanceOf(UnreadableAnswerException.class);
        }
        assertThatThrownBy(() -> parser.read(JSON.arrayNode().addNull(), List.of(7L), NOW))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> parser.read(JSON.nullNode(), List.of(7L), NOW))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void aBoardThatDoesNotTellTheOwnerTellsNothing() {
        layout.remove(Field.PORTAL_ID);
        assertThatThrownBy(this::read).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void aColumnThatTheBoardHasNotLeavesWhatIsKnown() {
        layout.remove(Field.STATUS);
        layout.remove(Field.DESCRIPTION);
        BoardItem read = read();
        assertThat(read.status()).isNull();
        assertThat(read.description()).isNull();
        TicketState before = TicketState.of(read, null);
        assertThat(before.status()).isEqualTo(TicketStatus.OPEN);
        assertThat(before.description()).isEmpty();
    }
}
