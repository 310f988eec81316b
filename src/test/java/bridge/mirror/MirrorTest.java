package bridge.mirror;

import static bridge.mirror.Items.UPDATED;
import static bridge.mirror.Items.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

import bridge.mirror.MirrorDatabases.Database;
import bridge.ticket.Ticket;
import bridge.ticket.TicketStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the mirror promises, on both databases. */
class MirrorTest {

    private static final Instant LATER = UPDATED.plusSeconds(5);

    private static MirrorDatabases both;

    @BeforeAll
    static void open() throws IOException {
        both = new MirrorDatabases();
    }

    @AfterAll
    static void close() throws IOException {
        both.close();
    }

    @BeforeEach
    void clear() {
        both.all.forEach(Database::clear);
    }

    static Stream<Database> databases() {
        return both.stream();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aNewItemIsATicketOfItsPortalAndItsClientIsLearnt(Database on) {
        long before = on.events.lastId();
        Applied applied = on.apply(item(7, "acme").item());
        assertThat(applied).isEqualTo(new Applied(1, 0, 0, 1));
        Ticket ticket = on.tickets.find("acme", "7").orElseThrow().ticket();
        assertThat(ticket.clientName()).isEqualTo("Kim");
        assertThat(ticket.clientEmail()).isEqualTo("kim@acme.example");
        assertThat(ticket.revision()).isEqualTo(1);
        assertThat(on.toldSince(before)).containsExactly("ticket_created 7 acme");
        assertThat(on.events.since(before, null, 1).get(0).data())
                .contains("\"client_id\":\"acme\"", "\"created_at\":\"2026-03-01T08:00:00Z\"", "\"createdAt\"");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theSameStateAgainIsSilent(Database on) {
        on.apply(item(7, "acme").item());
        long before = on.events.lastId();
        assertThat(on.apply(item(7, "acme").item())).isEqualTo(Applied.NOTHING);
        assertThat(on.events.lastId()).isEqualTo(before);
        assertThat(on.ticket(7).revision()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aChangeIsToldOnceAndRaisesTheRevision(Database on) {
        on.apply(item(7, "acme").item());
        long before = on.events.lastId();
        on.apply(item(7, "acme").title("Printer burnt down").updated(LATER).item());
        assertThat(on.toldSince(before)).containsExactly("ticket_updated 7 acme");
        assertThat(on.ticket(7).title()).isEqualTo("Printer burnt down");
        assertThat(on.ticket(7).revision()).isEqualTo(2);
        assertThat(on.events.portalRevision("acme")).isEqualTo(on.events.lastId());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aChangeThatThePortalDoesNotShowMakesAnswersOldWithoutAnEvent(Database on) {
        on.apply(item(7, "acme").item());
        long before = on.events.lastId();
        on.apply(item(7, "acme").updated(LATER).item());
        assertThat(on.toldSince(before)).isEmpty();
        assertThat(on.events.portalRevision("acme")).isGreaterThan(before);
        assertThat(on.ticket(7).updatedAt()).isEqualTo(LATER);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anOlderStateNeverReplacesANewerOne(Database on) {
        on.apply(item(7, "acme").title("new").updated(LATER).item());
        on.apply(item(7, "acme").title("old").item());
        assertThat(on.ticket(7).title()).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void ofTwoStatesOfOneSecondTheOneAskedForLaterCounts(Database on) {
        Instant first = on.later();
        Instant second = first.plusMillis(5);
        on.mirror.apply(
                new Fetched(second, List.of(item(7, "acme").title("second").item()), Set.of()));
        on.mirror.apply(
                new Fetched(first, List.of(item(7, "acme").title("first").item()), Set.of()));
        assertThat(on.ticket(7).title()).isEqualTo("second");
        on.mirror.apply(new Fetched(
                second.plusMillis(5), List.of(item(7, "acme").title("third").item()), Set.of()));
        assertThat(on.ticket(7).title()).isEqualTo("third");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aStateAskedForPlainlyLaterIsTheTruthWhateverItsDate(Database on) {
        on.apply(item(7, "acme").title("dated ahead").updated(LATER).item());
        on.mirror.apply(new Fetched(
                on.later().plus(Duration.ofMinutes(2)),
                List.of(item(7, "acme").title("true").item()),
                Set.of()));
        assertThat(on.ticket(7).title()).isEqualTo("true");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anOwnWriteIsReadAtOnceAndADoubtIsReadAgain(Database on) {
        Instant mutation = on.later();
        on.mirror.apply(new Fetched(
                mutation.plusMillis(5), List.of(item(7, "acme").title("before").item()), Set.of()));
        Ticket answer = on.mirror.applyOwn(item(7, "acme").title("mine").item(), mutation);
        assertThat(answer.title()).isEqualTo("mine");
        verify(on.refetches).request(7);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theEchoOfAnOwnWriteIsSilent(Database on) {
        on.apply(item(7, "acme").item());
        BoardItem mine = item(7, "acme").title("mine").updated(LATER).item();
        on.mirror.applyOwn(mine, on.later());
        long before = on.events.lastId();
        on.apply(mine);
        assertThat(on.events.lastId()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aPendingTicketBecomesTheItemThatBearsItsReference(Database on) {
        pending(on, "T-1", "acme");
        assertThat(on.tickets.find("acme", "pending-T-1").orElseThrow().ticket().sync())
                .isEqualTo("pending");
        long before = on.events.lastId();
        Ticket ticket = on.mirror.applyOwn(item(7, "acme").reference("T-1").item(), on.later());
        assertThat(ticket.id()).isEqualTo("7");
        assertThat(ticket.sync()).isNull();
        on.apply(item(7, "acme").reference("T-1").item());
        assertThat(on.toldSince(before)).containsExactly("ticket_created 7 acme");
        assertThat(on.tickets.ofPortal("acme")).hasSize(1);
        assertThat(on.tickets.find("acme", "pending-T-1")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aProvisionalIdThatWasGivenOutLeavesWhenTheItemComes(Database on) {
        pending(on, "T-1", "acme");
        on.db.sql("INSERT INTO provisional_ticket (reference, portal_id) VALUES ('T-1', 'acme')")
                .update();
        long before = on.events.lastId();
        on.apply(item(7, "acme").reference("T-1").item());
        assertThat(on.toldSince(before)).containsExactly("ticket_deleted pending-T-1 acme", "ticket_created 7 acme");
        assertThat(on.db.sql("SELECT item_id FROM provisional_ticket")
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aCopiedItemDoesNotTakeItsOriginalsReference(Database on) {
        on.apply(item(7, "acme").reference("T-1").item());
        on.apply(
                item(8, "acme").reference("T-1").item(),
                item(9, "acme").reference("T-2").item(),
                item(10, "acme").reference("T-2").item());
        assertThat(on.tickets.ofPortal("acme")).hasSize(4);
        assertThat(on.tickets.findAny("7").orElseThrow().reference()).isEqualTo("T-1");
        assertThat(on.tickets.findAny("8").orElseThrow().reference()).isNull();
        assertThat(on.tickets.findAny("9").orElseThrow().reference()).isEqualTo("T-2");
        assertThat(on.tickets.findAny("10").orElseThrow().reference()).isNull();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aNewOwnerIsTheOnlyOneWhoSeesTheTicket(Database on) {
        on.apply(item(7, "acme").item());
        long before = on.events.lastId();
        on.apply(item(7, "acme").portal("Acme").updated(LATER).item());
        assertThat(on.toldSince(before)).containsExactly("ticket_deleted 7 acme", "ticket_created 7 Acme");
        assertThat(on.tickets.find("acme", "7")).isEmpty();
        assertThat(on.tickets.find("Acme", "7")).isPresent();
        assertThat(on.events.since(before, "acme", 10).get(0).data()).contains("\"client_id\":\"acme\"");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anItemWithoutAnOwnerIsForStaffOnly(Database on) {
        long before = on.events.lastId();
        on.apply(item(7, null).item());
        assertThat(on.toldSince(before)).containsExactly("ticket_created 7 null");
        assertThat(on.events.since(before, "acme", 10)).isEmpty();
        assertThat(on.tickets.all()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aGoneItemLeavesAndComesBackWhenItIsRestored(Database on) {
        on.apply(item(7, "acme").item());
        long before = on.events.lastId();
        Instant begun = on.later();
        assertThat(on.mirror.remove(Set.of(7L, 8L), begun).removed()).isEqualTo(1);
        assertThat(on.tickets.findAny("7")).isEmpty();
        on.apply(item(7, "acme").item());
        assertThat(on.toldSince(before)).containsExactly("ticket_deleted 7 acme", "ticket_created 7 acme");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatWasSeenAfterTheQuestionIsNotGone(Database on) {
        Instant asked = on.later().minusMillis(1);
        on.apply(item(7, "acme").item());
        on.mirror.remove(Set.of(7L), asked);
        assertThat(on.tickets.findAny("7")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void itIsResolvedWhenItsStatusCellSaysSo(Database on) {
        Instant changed = UPDATED.minusSeconds(60);
        on.apply(item(7, "acme").status(TicketStatus.RESOLVED, changed).item());
        assertThat(on.ticket(7).resolvedAt()).isEqualTo(changed);
        on.apply(
                item(7, "acme").status(TicketStatus.CLOSED, null).updated(LATER).item());
        assertThat(on.ticket(7).resolvedAt()).isEqualTo(changed);
        on.apply(item(7, "acme").updated(LATER.plusSeconds(1)).item());
        assertThat(on.ticket(7).resolvedAt()).isNull();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatTheFirstLoadFindsIsNoEvent(Database on) {
        long before = on.events.lastId();
        var fetched = new Fetched(on.later(), List.of(item(7, "acme").item()), Set.of());
        on.mirror.apply(fetched, Items.CREATED.plusSeconds(1));
        assertThat(on.toldSince(before)).isEmpty();
        assertThat(on.events.portalRevision("acme")).isGreaterThan(before);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void manyWritersAtOnceLeaveOneRowPerItemAndEventsInOrder(Database on) throws Exception {
        long start = on.events.lastId();
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                int shift = writer;
                work.add(() -> {
                    for (int round = 0; round < 10; round++) {
                        Instant at = UPDATED.plusSeconds(round);
                        BoardItem[] items = LongStream.rangeClosed(1, 20)
                                .map(id -> (id + shift) % 20 + 1)
                                .mapToObj(id -> item(id, "acme")
                                        .title("v" + at)
                                        .updated(at)
                                        .item())
                                .toArray(BoardItem[]::new);
                        on.apply(items);
                    }
                    return null;
                });
            }
            work.add(() -> watchOrder(on, start));
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(on.tickets.ofPortal("acme")).hasSize(20).allMatch(t -> t.title()
                .equals("v" + UPDATED.plusSeconds(9)));
        assertThat(on.toldSince(start).stream().filter(e -> e.startsWith("ticket_created")))
                .hasSize(20);
    }

    /** Reads as a socket does: having seen an id, nothing below it may appear later. */
    private static Void watchOrder(Database on, long start) {
        List<Long> seen = new ArrayList<>();
        long last = start;
        for (int i : IntStream.range(0, 300).toArray()) {
            for (PortalEvent event : on.events.since(last, null, 50)) {
                seen.add(event.id());
                last = event.id();
            }
            assertThat(i).isNotNegative();
        }
        long end = last;
        List<Long> all = on.events.since(start, null, 100_000).stream()
                .map(PortalEvent::id)
                .filter(id -> id <= end)
                .toList();
        assertThat(seen).isEqualTo(all);
        return null;
    }

    private static void pending(Database on, String reference, String portal) {
        on.db.sql("""
                        INSERT INTO ticket (reference, portal_id, client_email, title, description, status, priority, created_at,
                          updated_at, sync) VALUES (:reference, :portal, 'kim@acme.example', 'Printer', 'smoke', 'open', 'low',
                          CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'pending')""").param("reference", reference).param("portal", portal).update();
    }
}
