package bridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import bridge.board.BoardParts;
import bridge.mirror.MirrorParts;
import bridge.monday.MondayCall;
import bridge.simulator.SimulatedMonday;
import bridge.ticket.Comment;
import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads and checks of a board against a simulated monday, on both databases. */
class ReconciliationTest {

    private static MirrorParts.Both both;

    private SimulatedMonday monday;
    private Door door;
    private MirrorParts mirror;
    private SyncState state;
    private Reconciliations reconciliations;

    @BeforeAll
    static void open() throws IOException {
        both = MirrorParts.both();
    }

    @AfterAll
    static void close() throws IOException {
        both.close();
    }

    static Stream<MirrorParts> databases() {
        return both.stream();
    }

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        door = new Door(monday);
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private void on(MirrorParts database) {
        mirror = database;
        mirror.clear();
        var columns = BoardParts.columns(mirror.db(), monday.boardId());
        columns.loaded(door.call(columns.question()));
        mirror.reads(columns, BoardParts.labels());
        state = new SyncState(mirror.facts(), MirrorParts.json());
        var rows = new SyncRows(mirror.db());
        var boardId = BoardParts.id(mirror.db(), monday.boardId());
        reconciliations = new Reconciliations(
                new BoardLoads(
                        mirror.mirror(),
                        mirror.comments(),
                        mirror.items(),
                        mirror.updates(),
                        mirror.fetches(),
                        mirror.age(),
                        mirror.events(),
                        rows,
                        state,
                        boardId),
                new BoardChecks(mirror.mirror(), mirror.fetches(), rows, state, boardId),
                mirror.age());
    }

    private SyncReport run(SyncKind kind) {
        Reconciliation reconciliation = reconciliations.begin(kind);
        door.ask(reconciliation);
        return reconciliations.finish(reconciliation);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLargeBoardIsLoadedWhole(MirrorParts database) {
        on(database);
        Set<String> items = Set.copyOf(monday.seedItems(2_500, 20));
        monday.calls().clear();
        SyncReport report = run(SyncKind.SINCE_LAST_TIME);
        assertThat(report.items()).isEqualTo(2_500);
        assertThat(report.created()).isEqualTo(2_500);
        assertThat(mirror.tickets().all().stream().map(Ticket::id).collect(Collectors.toSet()))
                .isEqualTo(items);
        assertThat(monday.calls().count("boards") + monday.calls().count("next_items_page"))
                .isLessThan(10);
        assertThat(mirror.age().seconds()).isLessThan(60);

        SyncReport again = run(SyncKind.ALL);
        assertThat(tuple(again.items(), again.created(), again.updated(), again.removed()))
                .isEqualTo(tuple(2_500, 0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatTheFirstLoadFindsIsNoEventAndListenersReadAnew(MirrorParts database) {
        on(database);
        monday.seedItems(20, 2);
        monday.clock().advance(Duration.ofHours(1));
        String fresh = monday.createItem("Made meanwhile", "", "acme", "kim@acme.example");
        long before = mirror.events().lastId();
        run(SyncKind.SINCE_LAST_TIME);
        assertThat(mirror.events().since(before, null, 100))
                .extracting(e -> e.ticketId())
                .contains(fresh);
        assertThat(mirror.events().holdsAllSince(before)).isFalse();
        assertThat(mirror.events().holdsAllSince(mirror.events().lastId())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLoadThatBrokeOffGoesOnWhereItEnded(MirrorParts database) {
        on(database);
        monday.seedItems(1_200, 5);
        door.failOn(call ->
                call.operation().equals("next-items") && mirror.tickets().all().size() >= 1_000);
        assertThatThrownBy(() -> run(SyncKind.SINCE_LAST_TIME)).isInstanceOf(Door.Broken.class);
        assertThat(mirror.age().seconds()).isNull();
        door.failOn(call -> call.operation().equals("board-items"));
        assertThat(run(SyncKind.SINCE_LAST_TIME).items()).isEqualTo(1_200);
        assertThat(mirror.tickets().all()).hasSize(1_200);
        assertThat(mirror.age().seconds()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aCursorThatIsTooOldBeginsAnew(MirrorParts database) {
        on(database);
        monday.seedItems(1_200, 5);
        int[] calls = {0};
        door.failOn(call -> {
            if (call.operation().equals("next-items") && calls[0]++ == 0) {
                monday.expireCursors();
            }
            return false;
        });
        assertThat(run(SyncKind.ALL).items()).isEqualTo(1_200);
        assertThat(mirror.tickets().all()).hasSize(1_200);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLoadHealsWhateverWasMissed(MirrorParts database) {
        on(database);
        monday.seedItems(30, 3);
        String changed = item("Changed");
        String archived = item("Archived");
        String deleted = item("Deleted");
        String talk = item("Talk");
        String update = monday.member().update(talk, "[client] wrong");
        run(SyncKind.ALL);
        monday.changeStatus(changed, "Resolved");
        monday.member().archive(archived);
        monday.member().delete(deleted);
        monday.member().deleteUpdate(update);
        monday.member().update(talk, "[client] right");
        String fresh = item("New");
        SyncReport report = run(SyncKind.ALL);
        assertThat(tuple(report.created(), report.removed())).isEqualTo(tuple(1, 2));
        assertThat(ticket(changed).status()).isEqualTo(TicketStatus.RESOLVED);
        assertThat(mirror.tickets().findAny(archived)).isEmpty();
        assertThat(mirror.tickets().findAny(deleted)).isEmpty();
        assertThat(mirror.tickets().findAny(fresh)).isPresent();
        assertThat(texts(talk)).containsExactly("right");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aCheckIsOneCallWhenNothingWasMissed(MirrorParts database) {
        on(database);
        monday.seedItems(700, 3);
        run(SyncKind.ALL);
        monday.calls().clear();
        run(SyncKind.CHECK);
        assertThat(monday.calls().total()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aCheckHealsWhatWasMissed(MirrorParts database) {
        on(database);
        monday.seedItems(700, 3);
        String changed = item("Changed");
        String renamed = item("Renamed");
        String talk = item("Talk");
        run(SyncKind.ALL);
        monday.clock().advance(Duration.ofMinutes(5));
        monday.updatesChangeTheirItem(false);
        monday.changeStatus(changed, "Resolved");
        monday.member().rename(renamed, "Other name");
        String fresh = item("New");
        monday.member().update(talk, "[client] hello");
        monday.calls().clear();
        run(SyncKind.CHECK);
        assertThat(ticket(changed).status()).isEqualTo(TicketStatus.RESOLVED);
        assertThat(ticket(renamed).title()).isEqualTo("Other name");
        assertThat(ticket(fresh).title()).isEqualTo("New");
        assertThat(texts(talk)).containsExactly("hello");
        assertThat(monday.calls().total()).isLessThan(6);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aCheckFindsWhatIsGoneByTheNumber(MirrorParts database) {
        on(database);
        monday.seedItems(600, 3);
        String archived = item("Archived");
        run(SyncKind.ALL);
        monday.member().archive(archived);
        run(SyncKind.CHECK);
        assertThat(mirror.tickets().findAny(archived)).isEmpty();
        monday.calls().clear();
        run(SyncKind.CHECK);
        assertThat(monday.calls().total()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void manyChangesAtOnceAreFoundPageByPage(MirrorParts database) {
        on(database);
        List<String> items = monday.seedItems(1_100, 3);
        run(SyncKind.ALL);
        monday.clock().advance(Duration.ofMinutes(5));
        items.forEach(item -> monday.member().describe(item, "changed"));
        run(SyncKind.CHECK);
        assertThat(mirror.tickets().all()).hasSize(1_100).allMatch(t -> t.description()
                .equals("changed"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void allPagesOfUpdatesAreRead(MirrorParts database) {
        on(database);
        String item = item("Talk");
        for (int i = 0; i < 230; i++) {
            monday.member().update(item, "[client] " + i);
        }
        run(SyncKind.ALL);
        assertThat(texts(item)).hasSize(230);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anItemThatIsNotThereDoesNotHideTheOthers(MirrorParts database) {
        on(database);
        String kept = item("Kept");
        run(SyncKind.ALL);
        var fetch = mirror.fetches()
                .inPortions(
                        Set.of(Long.valueOf(kept), 999_999_999L),
                        Set.of(Long.valueOf(kept), 999_999_999L),
                        MondayCall.Priority.SYNC,
                        null,
                        applied -> {})
                .get(0);
        door.ask(fetch);
        assertThat(mirror.tickets().findAny(kept)).isPresent();
    }

    private String item(String name) {
        return monday.createItem(name, "smoke", "acme", "kim@acme.example");
    }

    private Ticket ticket(String item) {
        return mirror.tickets().findAny(item).map(TicketRow::ticket).orElseThrow();
    }

    private List<String> texts(String item) {
        return mirror.commentsOf(Long.parseLong(item)).stream()
                .map(Comment::text)
                .toList();
    }
}
