package bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.portal.Portal.Answer;
import bridge.simulator.BoardItem;
import bridge.simulator.Fault;
import bridge.simulator.Fault.Kind;
import bridge.simulator.SimulatedMonday;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing and archiving tickets, through the real entrance onto a simulated board. */
class TicketChangeRouteTest {

    private static SimulatedMonday monday;
    private static Portal portal;

    private String own;
    private String token;
    private String id;
    private String path;
    private String tag;

    @BeforeAll
    static void start() {
        monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        portal = Portal.start(monday, "bridge.jobs.first-pause=200ms", "bridge.jobs.sweep-every=200ms");
    }

    @AfterAll
    static void stop() {
        portal.close();
        monday.close();
    }

    @BeforeEach
    void openATicket() {
        monday.calm();
        portal.settle();
        own = "acme-" + UUID.randomUUID();
        token = portal.logIn("ann@acme.example", own);
        Answer opened = portal.post(
                "/tickets/ticket", token, Map.of("title", "Printer", "description", "It smokes.", "priority", "low"));
        id = opened.body().get("id").textValue();
        path = "/tickets/" + own + "/" + id;
        tag = opened.header("ETag");
        monday.calls().clear();
    }

    @Test
    void everythingIsChangedByOneCall() {
        long before = portal.lastEvent();

        Answer answer = patch(
                Map.of("title", " Printer 2 ", "description", "It burns.", "priority", "urgent", "status", "closed"));

        assertThat(answer.status()).isEqualTo(200);
        BoardItem item = monday.item(id);
        assertThat(item.name()).isEqualTo("Printer 2");
        assertThat(item.cell("Description")).isEqualTo("It burns.");
        assertThat(item.cell("Priority")).isEqualTo("Urgent");
        assertThat(item.cell("Status")).isEqualTo("Closed");
        assertThat(answer.body().get("status").textValue()).isEqualTo("closed");
        assertThat(answer.body().get("resolved_at").isNull()).isFalse();
        assertThat(answer.header("ETag")).isNotEqualTo(tag);
        Answer read = portal.get(path, token);
        assertThat(read.body()).isEqualTo(answer.body());
        assertThat(read.header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(monday.calls().total()).isEqualTo(1);
        assertThat(portal.eventsSince(before, own)).containsExactly("ticket_updated " + id);
    }

    @Test
    void onlyWhatDiffersIsWritten() {
        monday.member().describe(id, "Somebody of the team wrote more.");

        patch(Map.of("priority", "high", "description", "It smokes."));

        assertThat(monday.item(id).cell("Description")).isEqualTo("Somebody of the team wrote more.");
        assertThat(monday.item(id).cell("Priority")).isEqualTo("High");
    }

    @Test
    void whatIsSoAlreadyCostsNoCall() {
        Answer answer = patch(Map.of("title", "Printer", "priority", "low", "status", "open"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo(tag);
        assertThat(monday.calls().total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_progress", "resolved"})
    void aClientClosesAndReopensAndNothingElse(String others) {
        Answer refused = patch(Map.of("status", others));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("errors").get(0).get("field").textValue()).isEqualTo("status");

        assertThat(patch(Map.of("status", "closed")).status()).isEqualTo(200);
        Answer reopened = patch(Map.of("status", "open"));
        assertThat(reopened.body().get("status").textValue()).isEqualTo("open");
        assertThat(reopened.body().get("resolved_at").isNull()).isTrue();

        Answer staff = portal.call("PATCH", path, Portal.ADMIN, Map.of("status", others));
        assertThat(staff.body().get("status").textValue()).isEqualTo(others);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                       | body",
                "{'colour':'red'}         | body",
                "{'title':null}           | title",
                "{'title':' '}            | title",
                "{'description':''}       | description",
                "{'priority':'x'}         | priority",
                "{'status':'done'}        | status",
                "{'status':null}          | status",
            })
    void whatCannotBeAcceptedIsNamed(String body, String field) {
        Answer answer = patch(body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").get(0).get("field").textValue()).isEqualTo(field);
        assertThat(monday.calls().total()).isZero();
    }

    @Test
    void aChangeBasedOnAnOlderStateIsRefused() {
        assertThat(patch(Map.of("title", "One"), "If-Match", tag).status()).isEqualTo(200);
        monday.calls().clear();

        for (String older : List.of(tag, "\"x\"", "W/" + portal.get(path, token).header("ETag"), "")) {
            Answer refused = patch(Map.of("title", "Two"), "If-Match", older);
            assertThat(refused.status()).isEqualTo(412);
            assertThat(refused.code()).isEqualTo("PRECONDITION_FAILED");
        }
        assertThat(monday.calls().total()).isZero();
        String current = portal.get(path, token).header("ETag");
        assertThat(patch(Map.of("title", "Two"), "If-Match", "\"x\", " + current)
                        .status())
                .isEqualTo(200);
        assertThat(patch(Map.of("title", "Three"), "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void ofSimultaneousChangesOfOneStateOneWins() {
        monday.faults().arm(Fault.latency(Duration.ofMillis(200)));

        List<Answer> answers =
                Portal.atOnce(5, () -> patch(Map.of("title", UUID.randomUUID().toString()), "If-Match", tag));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412, 412, 412, 412);
        assertThat(monday.calls().count("change_multiple_column_values")).isEqualTo(1);
    }

    @Test
    void simultaneousChangesAreMadeOneAfterTheOther() {
        List<Answer> answers =
                Portal.atOnce(5, () -> patch(Map.of("title", UUID.randomUUID().toString())));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(portal.get(path, token).body().get("title").textValue())
                .isEqualTo(monday.item(id).name());
    }

    @Test
    void staffPutALabelInThePlaceOfOneThatMeansNothingToThePortal() {
        portal.db().sql("UPDATE ticket SET raw_priority = 'Somewhere'").update();
        monday.member().set(id, "Priority", "");

        assertThat(portal.call("PATCH", path, Portal.ADMIN, Map.of("priority", "low"))
                        .status())
                .isEqualTo(200);

        assertThat(monday.item(id).cell("Priority")).isEqualTo("Low");
    }

    @Test
    void aLabelThatTheBoardNoLongerHasIsLearntAgain() {
        monday.relabel("Priority", "High", "Major");

        assertThat(patch(Map.of("priority", "high")).status()).isEqualTo(200);
        assertThat(monday.item(id).cell("Priority")).isEqualTo("Major");

        monday.relabel("Priority", "Major", "High");
        Answer opened =
                portal.post("/tickets/ticket", token, Map.of("title", "t", "description", "d", "priority", "high"));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(monday.item(opened.body().get("id").textValue()).cell("Priority"))
                .isEqualTo("High");
    }

    @Test
    void whileMondayIsAwayNothingIsChanged() {
        monday.faults().arm(Fault.next(Kind.SERVER_ERROR).untilCleared());

        Answer answer = patch(Map.of("title", "Other"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("MONDAY_UNAVAILABLE");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(portal.get(path, token).header("ETag")).isEqualTo(tag);
        monday.calm();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(patch(Map.of("title", "Other")).status()).isEqualTo(200));
    }

    @Test
    void ourOwnAccessBeingAtFaultIsNotTheCallers() {
        monday.faults().arm(Fault.next(Kind.UNAUTHORIZED).untilCleared());

        assertThat(patch(Map.of("title", "Other")).status()).isEqualTo(502);
        assertThat(portal.call("DELETE", path, Portal.ADMIN, null).status()).isEqualTo(502);
    }

    @Test
    void anItemThatHasGoneIsNoTicketAnyMore() {
        long before = portal.lastEvent();
        monday.member().delete(id);

        assertThat(patch(Map.of("title", "Other")).status()).isEqualTo(404);
        assertThat(portal.get("/tickets/" + own, token).body()).isEmpty();
        assertThat(portal.eventsSince(before, own)).containsExactly("ticket_deleted " + id);
    }

    @Test
    void aPendingTicketCannotBeChangedYet() {
        monday.faults().arm(Fault.next(Kind.CONNECTION_DROPPED).untilCleared());
        Answer kept = portal.post("/tickets/ticket", token, Map.of("title", "Late", "description", "d"));
        String pending = kept.header("Location");

        assertThat(portal.call("PATCH", pending, token, Map.of("title", "x")).code())
                .isEqualTo("TICKET_PENDING");
        assertThat(portal.call("DELETE", pending, Portal.ADMIN, null).status()).isEqualTo(409);
    }

    @Test
    void onlyStaffArchive() {
        long before = portal.lastEvent();

        assertThat(portal.call("DELETE", path, token, null).status()).isEqualTo(403);
        assertThat(monday.item(id).state()).isEqualTo("active");

        Answer archived = portal.call("DELETE", path, Portal.ADMIN, null);
        assertThat(archived.status()).isEqualTo(204);
        assertThat(archived.body()).isNull();
        assertThat(monday.item(id).state()).isEqualTo("archived");
        assertThat(portal.get(path, token).status()).isEqualTo(404);
        assertThat(portal.get("/tickets/" + own, token).body()).isEmpty();
        assertThat(portal.eventsSince(before, own)).containsExactly("ticket_deleted " + id);
        assertThat(portal.call("DELETE", path, Portal.ADMIN, null).status()).isEqualTo(404);
    }

    @Test
    void anItemArchivedOnTheBoardIsArchivedAlready() {
        monday.member().archive(id);

        assertThat(portal.call("DELETE", path, Portal.ADMIN, null).status()).isEqualTo(204);
        assertThat(portal.get(path, token).status()).isEqualTo(404);
    }

    @Test
    void anothersTicketIsOutOfReach() {
        String stranger = portal.logIn("eve@other.example", "other-" + own);
        String under = "/tickets/other-" + own + "/" + id;

        for (String method : List.of("GET", "PATCH", "DELETE")) {
            Object body = method.equals("PATCH") ? Map.of("title", "mine now") : null;
            assertThat(portal.call(method, path, stranger, body, "If-Match", "*")
                            .status())
                    .isEqualTo(403);
            assertThat(portal.call(method, under, stranger, body).status())
                    .isEqualTo(method.equals("DELETE") ? 403 : 404);
            assertThat(portal.call(method, path, null, body).status()).isEqualTo(401);
        }
        for (String method : List.of("GET", "POST")) {
            Object body = method.equals("POST") ? Map.of("text", "hello") : null;
            assertThat(portal.call(method, path + "/comments", stranger, body).status())
                    .isEqualTo(403);
            assertThat(portal.call(method, under + "/comments", stranger, body).status())
                    .isEqualTo(404);
        }
        assertThat(monday.calls().total()).isZero();
        assertThat(monday.item(id).name()).isEqualTo("Printer");
    }

    private Answer patch(Object body, String... headers) {
        return portal.call("PATCH", path, token, body, headers);
    }
}
