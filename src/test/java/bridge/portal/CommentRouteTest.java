package bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.portal.Portal.Answer;
import bridge.simulator.BoardItem.Note;
import bridge.simulator.Fault;
import bridge.simulator.Fault.Kind;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.provider.EnumSource;

/** The talk about a ticket, through the real entrance onto a simulated board. */
class CommentRouteTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static SimulatedMonday monday;
    private static Portal portal;

    private String own;
    private String token;
    private String id;
    private String path;

    @BeforeAll
    static void start() {
        monday = SimulatedMonday.start();
        monday.seedTicketBoard();
        portal = Portal.start(
                monday,
                "bridge.portal.patience=1500ms",
                "bridge.jobs.first-pause=200ms",
                "bridge.jobs.longest-pause=1s",
                "bridge.jobs.sweep-every=200ms",
                "bridge.monday.interactive-timeout=3s",
                "bridge.monday.response-timeout=3s");
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
        id = portal.post("/tickets/ticket", token, Map.of("title", "Printer", "description", "It smokes."))
                .body()
                .get("id")
                .textValue();
        path = "/tickets/" + own + "/" + id + "/comments";
        monday.calls().clear();
    }

    @Test
    void aCommentIsAnUpdateInItsAuthorsName() {
        long before = portal.lastEvent();

        Answer answer = write("It still smokes.\n<b>Help</b> & thanks");

        assertThat(answer.status()).isEqualTo(201);
        Note update = monday.item(id).updates().get(0);
        assertThat(update.body())
                .isEqualTo("<p><strong>Name of ann@acme.example</strong> via client portal:</p>"
                        + "<p>It still smokes.<br>&lt;b&gt;Help&lt;/b&gt; &amp; thanks</p>");
        JsonNode comment = answer.body();
        assertThat(comment.get("id").textValue()).isEqualTo(update.id());
        assertThat(comment.get("ticket_id").textValue()).isEqualTo(id);
        assertThat(comment.get("author").textValue()).isEqualTo("Name of ann@acme.example");
        assertThat(comment.get("author_type").textValue()).isEqualTo("client");
        assertThat(comment.get("text").textValue()).isEqualTo("It still smokes.\n<b>Help</b> & thanks");
        assertThat(comment.has("sync")).isFalse();
        assertThat(list().get(0)).isEqualTo(comment);
        assertThat(portal.eventsSince(before, own)).containsExactly("comment_added " + id);
        assertThat(monday.calls().total()).isEqualTo(1);
    }

    @Test
    void whatStaffWriteInThePortalIsForTheClient() {
        Answer answer = portal.post(path, Portal.ADMIN, Map.of("text", "We are on it."));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("author_type").textValue()).isEqualTo("admin");
        assertThat(list().get(0)).isEqualTo(answer.body());
    }

    @Test
    void theOldestComesFirstAndWhoeverHasTheListGets304() {
        write("one");
        write("two");
        write("three");

        Answer answer = portal.get(path, token);

        assertThat(texts()).containsExactly("one", "two", "three");
        assertThat(portal.get(path, token, "If-None-Match", answer.header("ETag"))
                        .status())
                .isEqualTo(304);
        write("four");
        assertThat(portal.get(path, token, "If-None-Match", answer.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void teamNotesAreForStaffOnly() {
        portal.db().sql("""
                        INSERT INTO ticket_comment (ticket_id, update_id, author, author_type, text, is_public, created_at, sync)
                        SELECT id, item_id, 'Kim', 'admin', 'They pay late.', FALSE, CURRENT_TIMESTAMP, 'synced'
                        FROM ticket WHERE item_id = ?""").param(Long.parseLong(id)).update();

        assertThat(texts()).isEmpty();
        assertThat(portal.get(path, Portal.ADMIN).body())
                .singleElement()
                .matches(comment -> comment.get("text").textValue().equals("They pay late."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                     | 422",
                "{'text':''}            | 422",
                "{'text':' \\n '}       | 422",
                "{'text':null}          | 422",
                "{'text':7}             | 422",
                "{'text':'a\\u0000'}    | 422",
                "[]                     | 400",
                "x                      | 400",
            })
    void whatCannotBeAcceptedIsRefused(String body, int status) {
        assertThat(portal.post(path, token, body.replace('\'', '"')).status()).isEqualTo(status);
        assertThat(monday.calls().total()).isZero();
    }

    @Test
    void aCommentHasUpTo5000Characters() {
        assertThat(write("x".repeat(5000)).status()).isEqualTo(201);
        assertThat(write("x".repeat(5001)).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"null", "\"quoted\"", "'''single'''", "${body}", "{{bridge.jwt.secret-keys}}"})
    void textIsNothingButText(String text) {
        assertThat(write(text).body().get("text").textValue()).isEqualTo(text);
        assertThat(monday.item(id).updates().get(0).text()).endsWith(text);
    }

    @Test
    void aCommentOnNothingIsNotFound() {
        assertThat(portal.post("/tickets/" + own + "/4711/comments", token, Map.of("text", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCommentSubmittedTwiceIsOne() {
        List<Answer> answers = Portal.atOnce(20, () -> write("Any news?"));
        Answer keyed = write("Any news?", "Idempotency-Key", "key");
        Answer again = write("Any news?", "Idempotency-Key", "key");
        Answer other = write("No news?", "Idempotency-Key", "key");

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.body().get("id").textValue())
                .containsOnly(answers.get(0).body().get("id").textValue());
        assertThat(again.body()).isEqualTo(keyed.body());
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(texts()).containsExactly("Any news?", "Any news?");
        assertThat(monday.item(id).updates()).hasSize(2);
    }

    @Test
    void simultaneousCommentsOnOneTicketAreAllDelivered() {
        List<Answer> answers = Portal.atOnce(8, () -> write(UUID.randomUUID().toString()));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(monday.item(id).updates()).hasSize(8);
    }

    @Test
    void whileMondayIsAwayCommentsAreKeptAndDeliveredInOrder() {
        monday.faults().arm(Fault.next(Kind.CONNECTION_DROPPED).untilCleared());

        for (String text : List.of("one", "two", "three")) {
            Answer kept = write(text);
            assertThat(kept.status()).isEqualTo(202);
            assertThat(kept.body().get("sync").textValue()).isEqualTo("pending");
            assertThat(kept.body().get("id").textValue()).startsWith("pending-");
        }
        assertThat(texts()).containsExactly("one", "two", "three");

        monday.calm();

        await().atMost(LONG).untilAsserted(() -> assertThat(list()).allMatch(comment -> !comment.has("sync")));
        assertThat(texts()).containsExactly("one", "two", "three");
        assertThat(monday.item(id).updates())
                .extracting(update -> update.text().lines().reduce((a, b) -> b).orElse(""))
                .containsExactly("three", "two", "one");
    }

    @Test
    void aCommentOnAPendingTicketFollowsIt() {
        monday.faults().arm(Fault.next(Kind.CONNECTION_DROPPED).untilCleared());
        String pending = portal.post("/tickets/ticket", token, Map.of("title", "Late", "description", "d"))
                .header("Location");

        Answer kept = portal.post(pending + "/comments", token, Map.of("text", "And another thing"));
        assertThat(kept.status()).isEqualTo(202);
        assertThat(kept.body().get("ticket_id").textValue()).startsWith("pending-T-");
        assertThat(portal.get(pending + "/comments", token).body()).hasSize(1);

        monday.calm();

        await().atMost(LONG).until(() -> portal.get(pending, token).status() == 308);
        String delivered = portal.get(pending, token).header("Location");
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        portal.get(delivered + "/comments", token).body())
                .singleElement()
                .matches(comment -> !comment.has("sync")));
        String item = delivered.substring(delivered.lastIndexOf('/') + 1);
        assertThat(monday.item(item).updates()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ANSWER_LOST", "TRUNCATED", "SERVER_ERROR_AFTER_EXECUTION", "PARTIAL_DATA"})
    void anAnswerThatWasLostDoesNotMakeASecondUpdate(Kind kind) {
        monday.faults().arm(Fault.next(kind).on("create_update"));

        write("Only once");

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(list()).singleElement().matches(comment -> !comment.has("sync")));
        assertThat(monday.item(id).updates()).hasSize(1);
    }

    @Test
    void longAfterALostAnswerTheUpdateIsRecognised() {
        monday.faults().arm(Fault.next(Kind.ANSWER_LOST).on("create_update").times(2));
        monday.faults().arm(Fault.next(Kind.CONNECTION_DROPPED).untilCleared());
        assertThat(write("Only once").status()).isEqualTo(202);
        portal.db()
                .sql("UPDATE job SET created_at = created_at - INTERVAL '1' HOUR WHERE kind = 'comment-create'")
                .update();
        monday.forgetIdempotencyKeys();
        monday.calm();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(list()).singleElement().matches(comment -> !comment.has("sync")));
        assertThat(monday.item(id).updates()).hasSize(1);
        assertThat(monday.calls().count("create_update")).isZero();
    }

    @Test
    void whatMondayRefusesIsToldAndLeavesNothing() {
        monday.faults().arm(Fault.next(Kind.FORBIDDEN).on("create_update"));

        assertThat(write("Refused").status()).isEqualTo(502);
        assertThat(list()).isEmpty();
        assertThat(write("Refused").status()).isEqualTo(201);
    }

    @Test
    void anItemThatHasGoneTakesNoComment() {
        monday.member().delete(id);

        assertThat(write("Anybody there?").status()).isEqualTo(404);
        assertThat(portal.get("/tickets/" + own, token).body()).isEmpty();
    }

    private Answer write(String text, String... headers) {
        return portal.post(path, token, Map.of("text", text), headers);
    }

    private JsonNode list() {
        return portal.get(path, token).body();
    }

    private List<String> texts() {
        return list().findValuesAsText("text");
    }
}
