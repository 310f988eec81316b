package bridge.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.monday.MondayUnavailableException;
import bridge.simulator.Fault;
import bridge.simulator.SimulatedMonday;
import bridge.storage.Facts;
import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The layout of a board of the simulated monday, read through the door. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "MONDAY_API_TOKEN=set-below",
            "MONDAY_BOARD_ID=1",
            "JWT_SECRET_KEY=correct-horse-battery-staple-0123456789",
            "SMTP_HOST=localhost",
            "DATABASE_URL=jdbc:h2:mem:board-route;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/test-data/board-route"
        })
class BoardRouteTest {

    private static final SimulatedMonday MONDAY = SimulatedMonday.start();

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private BoardColumns columns;

    @Autowired
    private Labels labels;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path routes = Files.createTempDirectory("routes");
        for (String file : List.of("monday.camel.yaml", "board.camel.yaml", "errors.camel.yaml")) {
            Files.copy(Path.of("routes", file), routes.resolve(file));
        }
        MONDAY.seedTicketBoard();
        settings.add("ROUTES_DIR", routes::toString);
        settings.add("MONDAY_API_URL", MONDAY::apiUrl);
        settings.add("MONDAY_API_TOKEN", MONDAY::token);
        settings.add("MONDAY_BOARD_ID", MONDAY::boardId);
    }

    @BeforeEach
    void calm() {
        MONDAY.calm();
    }

    @AfterAll
    static void stop() {
        MONDAY.close();
    }

    @Test
    void findsEveryColumnByItsTitleAndType() {
        BoardLayout layout = load();
        assertThat(layout.boardId()).isEqualTo(MONDAY.boardId());
        assertThat(layout.columns()).containsOnlyKeys(Field.values());
        assertThat(layout.columnId(Field.PORTAL_ID)).isEqualTo(MONDAY.columnId("Portal ID"));
        assertThat(layout.columnType(Field.DESCRIPTION)).isEqualTo("long_text");
        assertThat(layout.fieldOf(MONDAY.columnId("Status"))).contains(Field.STATUS);
    }

    @Test
    void writesALabelByItsIdAndNotByItsPosition() {
        BoardLayout layout = load();
        BoardLabel resolved = labels.labelFor(TicketStatus.RESOLVED, layout).orElseThrow();
        assertThat(resolved.text()).isEqualTo("Resolved");
        assertThat(resolved.done()).isTrue();
        String item = MONDAY.createItem("A ticket", "", "p", "a@example.com");
        MONDAY.changeStatus(item, "Resolved");
        assertThat(MONDAY.item(item).toString()).contains("Resolved");
        assertThat(labels.labelFor(Priority.URGENT, layout).orElseThrow().text())
                .isEqualTo("Urgent");
    }

    @Test
    void goesOnWithWhatWasLastKnown() {
        BoardLayout before = load();
        MONDAY.faults().arm(Fault.next(Fault.Kind.BAD_GATEWAY).times(2));
        assertThatThrownBy(this::load).hasRootCauseInstanceOf(MondayUnavailableException.class);
        assertThat(columns.current()).isEqualTo(before);
        long calls = MONDAY.calls().total();
        assertThat(camel.requestBody("direct:board-layout", null, BoardLayout.class))
                .isEqualTo(before);
        assertThat(MONDAY.calls().total()).isEqualTo(calls);
    }

    @Test
    void remembersTheLayoutOverARestart(
            @Autowired BoardId boardId, @Autowired BoardReader reader, @Autowired Facts facts) {
        BoardLayout before = load();
        assertThat(new BoardColumns(boardId, reader, facts).current()).isEqualTo(before);
    }

    private BoardLayout load() {
        return camel.requestBody("direct:board-load", null, BoardLayout.class);
    }
}
