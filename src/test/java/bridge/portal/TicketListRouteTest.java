package bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.portal.Portal.Answer;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading tickets, through the real entrance. */
class TicketListRouteTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static SimulatedMonday monday;
    private static Portal portal;

    private String own;
    private String token;

    @BeforeAll
    static void start() {
        monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        portal = Portal.start(monday);
    }

    @AfterAll
    static void stop() {
        portal.close();
        monday.close();
    }

    @BeforeEach
    void logIn() {
        own = "acme-" + UUID.randomUUID();
        token = portal.logIn("ann@acme.example", own);
    }

    @Test
    void theWholeListNewestFirstIsAnArray() {
        ticket("first", 1, Map.of());
        ticket("third", 3, Map.of());
        ticket("second", 2, Map.of());

        Answer answer = portal.get("/tickets/" + own, token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(titles(answer)).containsExactly("third", "second", "first");
        assertThat(answer.header("X-Total-Count")).isEqualTo("3");
        assertThat(Integer.parseInt(answer.header("X-Data-Age"))).isBetween(0, 600);
        assertThat(answer.next()).isEmpty();
    }

    @Test
    void aTicketHasTheMembersOfTheContract() {
        long item = ticket("Printer", 1, Map.of("raw_status", "Waiting for vendor"));

        JsonNode ticket = portal.get("/tickets/" + own, token).body().get(0);

        assertThat(ticket.get("id").textValue()).isEqualTo(Long.toString(item));
        assertThat(ticket.get("status").textValue()).isEqualTo("open");
        assertThat(ticket.get("raw_status").textValue()).isEqualTo("Waiting for vendor");
        assertThat(ticket.get("client_id").textValue()).isEqualTo(own);
        assertThat(ticket.get("created_at").textValue()).isEqualTo("2026-11-20T12:00:01Z");
        assertThat(ticket.get("createdAt")).isEqualTo(ticket.get("created_at"));
        assertThat(ticket.get("clientEmail")).isEqualTo(ticket.get("client_email"));
        assertThat(ticket.get("resolved_at").isNull()).isTrue();
        assertThat(ticket.has("sync")).isFalse();
        assertThat(ticket.has("revision")).isFalse();
    }

    @Test
    void anEmptyPortalHasAnEmptyList() {
        Answer answer = portal.get("/tickets/" + own, token);

        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("X-Total-Count")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "status=closed, c",
        "'status=open,closed', c b a",
        "priority=urgent, b",
        "status=open&priority=urgent, b",
        "status=, d c b a",
        "q=NEEDLE, d b",
        "q=100%25, a",
        "q=_, ",
        "q=%C3%84RGER, c",
        "sort=created_at, a b c d",
        "sort=-priority, b d c a",
        "sort=priority, d c a b",
        "sort=-updated_at, a d c b",
        "unknown=x, d c b a"
    })
    void filtersAndOrders(String query, String expected) {
        ticket(
                "a",
                1,
                Map.of("description", "100% broken", "updated_at", java.sql.Timestamp.from(NOON.plusSeconds(99))));
        ticket("b", 2, Map.of("priority", "urgent", "description", "a needle in here"));
        ticket("c", 3, Map.of("status", "closed", "description", "Ärger"));
        ticket("d", 4, Map.of("status", "resolved", "description", "haystack with Needle"));

        Answer answer = portal.get("/tickets/" + own + "?" + query, token);

        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
        assertThat(titles(answer)).containsExactlyElementsOf(wanted);
        assertThat(answer.header("X-Total-Count")).isEqualTo(String.valueOf(wanted.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "status=done, status",
        "status=Open, status",
        "priority=1, priority",
        "sort=title, sort",
        "sort=--created_at, sort",
        "limit=0, limit",
        "limit=1001, limit",
        "limit=-1, limit",
        "limit=ten, limit",
        "limit=1.5, limit",
        "cursor=abc, cursor",
        "cursor=%00, cursor",
        "q=%00, q"
    })
    void aParameterThatCannotBeAcceptedIsNamed(String query, String field) {
        Answer answer = portal.get("/tickets/" + own + "?" + query, token);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("INVALID_VALUES");
        assertThat(answer.body().get("errors").get(0).get("field").textValue()).isEqualTo(field);
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        Answer answer = portal.get("/tickets/" + own + "?status=x&limit=x&sort=x", token);

        assertThat(answer.body().get("errors")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "-created_at", "updated_at", "-updated_at", "priority", "-priority"})
    void pagesAreCompleteWhileTicketsAreAdded(String sort) {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Several of one moment and of one priority.
            String priority = i % 2 == 0 ? "high" : "low";
            wanted.add(String.valueOf(ticket("old " + i, i / 4, Map.of("priority", priority))));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> page = Optional.of("/tickets/" + own + "?limit=4&sort=" + sort);
        int pages = 0;
        while (page.isPresent()) {
            Answer answer = portal.get(page.get(), token);
            assertThat(answer.status()).isEqualTo(200);
            answer.body().forEach(ticket -> {
                if (ticket.get("title").textValue().startsWith("old")) {
                    seen.add(ticket.get("id").textValue());
                }
            });
            ticket("new " + pages, 1000 + pages, Map.of());
            page = answer.next();
            pages++;
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(pages).isGreaterThan(6);
    }

    @Test
    void theNextPageKeepsTheFilter() {
        for (int i = 0; i < 3; i++) {
            ticket("Ärger & Co " + i, i, Map.of("status", "closed"));
            ticket("other " + i, i, Map.of());
        }

        Answer first = portal.get("/tickets/" + own + "?limit=2&status=closed&q=%C3%A4rger%20%26", token);
        Answer second = portal.get(first.next().orElseThrow(), token);

        assertThat(first.header("Link")).startsWith("<https://portal.example/tickets/" + own + "?");
        assertThat(first.header("X-Total-Count")).isEqualTo("3");
        assertThat(second.header("X-Total-Count")).isEqualTo("3");
        assertThat(titles(first)).containsExactly("Ärger & Co 2", "Ärger & Co 1");
        assertThat(titles(second)).containsExactly("Ärger & Co 0");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void aCursorIsGoodForItsOwnOrderOnly() {
        ticket("a", 1, Map.of());
        ticket("b", 2, Map.of());
        String next = portal.get("/tickets/" + own + "?limit=1", token).next().orElseThrow();

        assertThat(portal.get(next + "&sort=priority", token).status()).isEqualTo(422);
    }

    @Test
    void whoeverHasTheListGets304UntilItChanges() {
        long item = ticket("a", 1, Map.of());
        String tag = portal.get("/tickets/" + own, token).header("ETag");

        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            Answer again = portal.get("/tickets/" + own, token, "If-None-Match", known);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isNull();
            assertThat(again.header("ETag")).isEqualTo(tag);
        }
        portal.change(item, own, "status = 'closed'");

        Answer changed = portal.get("/tickets/" + own, token, "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(changed.body().get(0).get("status").textValue()).isEqualTo("closed");
    }

    @Test
    void aForeignPortalIsDenied() {
        portal.mirrored("other-" + own, "secret", NOON, Map.of());

        for (String path : List.of("/tickets/other-" + own, "/tickets/" + own.toUpperCase(java.util.Locale.ROOT))) {
            Answer answer = portal.get(path, token, "If-None-Match", "*");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().get("detail").textValue()).isEqualTo("Access denied");
        }
        assertThat(portal.get("/tickets", token).status()).isEqualTo(403);
        assertThat(portal.get("/tickets/" + own, null).status()).isEqualTo(401);
    }

    @Test
    void staffSeeAllPortalsAndThoseOfNobody() {
        long mine = ticket("mine", 1, Map.of());
        long others = portal.mirrored("other-" + own, "theirs", NOON, Map.of());
        long nobodys = portal.mirrored(null, "nobody's", NOON, Map.of());

        Answer all = portal.get("/tickets", Portal.ADMIN);
        Answer one = portal.get("/tickets?limit=1&portal_id=" + own, Portal.ADMIN);

        assertThat(ids(all)).contains(String.valueOf(mine), String.valueOf(others), String.valueOf(nobodys));
        assertThat(ids(one)).containsExactly(String.valueOf(mine));
        assertThat(one.header("X-Total-Count")).isEqualTo("1");
        assertThat(ids(portal.get("/tickets/other-" + own, Portal.ADMIN))).containsExactly(String.valueOf(others));
    }

    @Test
    void staffSeeAChangeAtOnce() {
        long nobodys = portal.mirrored(null, "nobody's", NOON, Map.of());
        assertThat(ids(portal.get("/tickets", Portal.ADMIN))).contains(String.valueOf(nobodys));

        portal.change(nobodys, null, "title = 'changed'");

        assertThat(titles(portal.get("/tickets", Portal.ADMIN))).contains("changed");
    }

    @Test
    void oneTicketIsReadWithItsTag() {
        long item = ticket("a", 1, Map.of());
        String path = "/tickets/" + own + "/" + item;

        Answer answer = portal.get(path, token);
        String tag = answer.header("ETag");

        assertThat(answer.body().get("title").textValue()).isEqualTo("a");
        assertThat(tag).matches("\"[^\"]+\"");
        assertThat(portal.get(path, token, "If-None-Match", "W/" + tag).status())
                .isEqualTo(304);
        portal.change(item, own, "title = 'b'");
        portal.change(item, own, "title = 'a'");
        assertThat(portal.get(path, token, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void anothersTicketIsNotThereUnderOnesOwnPath() {
        long theirs = portal.mirrored("other-" + own, "secret", NOON, Map.of());

        Answer hidden = portal.get("/tickets/" + own + "/" + theirs, token);
        Answer missing = portal.get("/tickets/" + own + "/4711", token);

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body().get("detail")).isEqualTo(missing.body().get("detail"));
        assertThat(portal.get("/tickets/other-" + own + "/" + theirs, token).status())
                .isEqualTo(403);
        assertThat(portal.get("/tickets/" + own + "/" + theirs, Portal.ADMIN).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.0",
                "abc",
                "1e3",
                "9223372036854775808",
                "99999999999999999999999",
                "%20",
                "pending-",
                "pending-T-AAAAAAAAAAAA",
                "pending-%25"
            })
    void whatIsNoIdIsNotFound(String id) {
        assertThat(portal.get("/tickets/" + own + "/" + id, token).status()).isEqualTo(404);
    }

    @Test
    void headAnswersWithoutABody() {
        ticket("a", 1, Map.of());

        Answer answer = portal.call("HEAD", "/tickets/" + own, token, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Total-Count")).isEqualTo("1");
        assertThat(answer.body()).isNull();
    }

    private long ticket(String title, int second, Map<String, Object> columns) {
        return portal.mirrored(own, title, NOON.plusSeconds(second), columns);
    }

    private static List<String> titles(Answer answer) {
        return texts(answer, "title");
    }

    private static List<String> ids(Answer answer) {
        return texts(answer, "id");
    }

    private static List<String> texts(Answer answer, String member) {
        return StreamSupport.stream(answer.body().spliterator(), false)
                .map(ticket -> ticket.get(member).textValue())
                .toList();
    }
}
