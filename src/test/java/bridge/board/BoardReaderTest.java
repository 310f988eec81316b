package bridge.board;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finding columns on a board that somebody else made, and reading labels in either shape of their settings. */
class BoardReaderTest {

    private static final Map<String, List<String>> STATUS = Map.of(
            "open", List.of("Open", "New"),
            "in_progress", List.of("In Progress", "Working on it"),
            "resolved", List.of("Resolved", "Done"),
            "closed", List.of("Closed"));
    private static final Map<String, List<String>> PRIORITY = Map.of("urgent", List.of("Urgent", "Critical"));

    @Test
    void takesTheBestOfSeveralColumnsAndNoArchivedOne() throws IOException {
        BoardLayout layout = read(Map.of());
        assertThat(layout.columnId(Field.PORTAL_ID)).isEqualTo("text_1");
        assertThat(layout.columnId(Field.CLIENT_EMAIL)).isEqualTo("mail_2");
        assertThat(layout.columnId(Field.DESCRIPTION)).isEqualTo("long_3");
        assertThat(layout.columnId(Field.STATUS)).isEqualTo("status");
        assertThat(layout.columnId(Field.PRIORITY)).isNull();
        assertThat(layout.columnId(Field.TICKET_ID)).isNull();
    }

    @Test
    void aConfiguredIdGoesBeforeTheTitle() throws IOException {
        BoardLayout layout = read(Map.of("priority", "urgency", "description", "text_2"));
        assertThat(layout.columnId(Field.PRIORITY)).isEqualTo("urgency");
        assertThat(layout.columnId(Field.DESCRIPTION)).isEqualTo("text_2");
    }

    @Test
    void aConfiguredIdOfTheWrongKindIsNotBelieved() throws IOException {
        assertThat(read(Map.of("status", "text_1", "portal-id", "nowhere")).columnId(Field.STATUS))
                .isEqualTo("status");
        assertThat(read(Map.of("portal-id", "nowhere")).columnId(Field.PORTAL_ID))
                .isEqualTo("text_1");
    }

    @Test
    void readsLabelsOfTheOlderShapeByTheirIds() throws IOException {
        List<BoardLabel> labels = read(Map.of()).labels(Field.STATUS);
        assertThat(labels)
                .filteredOn(l -> !l.text().isEmpty())
                .containsExactly(
                        new BoardLabel(1, "Done", 0, "#00c875", null, true, false),
                        new BoardLabel(0, "Working on it", 1, null, null, false, false));
    }

    @Test
    void labelsMeanOurWordsInAnyCase() {
        Labels labels = labels();
        assertThat(labels.status(" working ON it ")).isEqualTo(new Labels.Meaning<>(TicketStatus.IN_PROGRESS, null));
        assertThat(labels.status("in progress").value()).isEqualTo(TicketStatus.IN_PROGRESS);
        assertThat(labels.priority("critical")).isEqualTo(new Labels.Meaning<>(Priority.URGENT, null));
        assertThat(labels.priority("High").value()).isEqualTo(Priority.HIGH);
    }

    @Test
    void keepsALabelThatMeansNoneOfOurs() {
        Labels labels = labels();
        assertThat(labels.status("Waiting for vendor"))
                .isEqualTo(new Labels.Meaning<>(TicketStatus.OPEN, "Waiting for vendor"));
        assertThat(labels.priority("P1")).isEqualTo(new Labels.Meaning<>(Priority.MEDIUM, "P1"));
        assertThat(labels.status(null)).isEqualTo(new Labels.Meaning<>(TicketStatus.OPEN, null));
        assertThat(labels.status("")).isEqualTo(new Labels.Meaning<>(TicketStatus.OPEN, null));
    }

    @Test
    void writesTheFirstConfiguredLabelThatTheBoardHas() throws IOException {
        BoardLayout layout = read(Map.of());
        assertThat(labels().labelFor(TicketStatus.RESOLVED, layout))
                .map(BoardLabel::id)
                .contains(1);
        assertThat(labels().labelFor(TicketStatus.IN_PROGRESS, layout))
                .map(BoardLabel::id)
                .contains(0);
        assertThat(labels().labelFor(TicketStatus.CLOSED, layout)).isEmpty();
        assertThat(labels().namesOf(TicketStatus.CLOSED)).containsExactly("Closed");
    }

    private static BoardLayout read(Map<String, String> columns) throws IOException {
        try (var in = BoardReaderTest.class.getResourceAsStream("/monday/board-settings-2024.json")) {
            JsonNode board = new ObjectMapper().readTree(in);
            return new BoardReader(new BoardSettings(columns, STATUS, PRIORITY)).read(board);
        }
    }

    private static Labels labels() {
        return new Labels(new BoardSettings(Map.of(), STATUS, PRIORITY));
    }
}
