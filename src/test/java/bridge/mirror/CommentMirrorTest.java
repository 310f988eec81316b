package bridge.mirror;

import static bridge.mirror.Items.item;
import static org.assertj.core.api.Assertions.assertThat;

import bridge.mirror.MirrorDatabases.Database;
import bridge.ticket.Comment;
import bridge.ticket.Comment.AuthorType;
import bridge.ticket.UpdateBody;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which updates become comments, whose, and who is told, on both databases. */
class CommentMirrorTest {

    private static final String OUR_USER = "900";

    private static final Instant WRITTEN = Instant.parse("2026-03-03T10:00:00Z");

    private static MirrorDatabases both;

    private final UpdateParser parser = new UpdateParser("[client]");

    @BeforeAll
    static void open() throws IOException {
        both = new MirrorDatabases();
    }

    @AfterAll
    static void close() throws IOException {
        both.close();
    }

    @BeforeEach
    void startWithOneTicket() {
        both.all.forEach(on -> {
            on.clear();
            on.apply(item(7, "acme").item());
        });
    }

    static Stream<Database> databases() {
        return both.stream();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aTeamNoteIsKeptAndShownToNobody(Database on) {
        long before = on.events.lastId();
        apply(on, update(1, "55", "<p>He never pays</p>"));
        assertThat(on.comments(7)).isEmpty();
        assertThat(on.events.lastId()).isEqualTo(before);
        assertThat(on.db.sql("SELECT COUNT(*) FROM ticket_comment WHERE NOT is_public")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aMarkedUpdateIsPublicWithoutItsMarker(Database on) {
        long before = on.events.lastId();
        apply(on, update(1, "55", "<p>[client] We are on it</p>"));
        Comment comment = on.comments(7).get(0);
        assertThat(comment.text()).isEqualTo("We are on it");
        assertThat(comment.author()).isEqualTo("Robin Team");
        assertThat(comment.authorType()).isEqualTo(AuthorType.ADMIN);
        assertThat(on.toldSince(before)).containsExactly("comment_added 7 acme");
        apply(on, update(1, "55", "<p>[client] We are on it</p>"));
        assertThat(on.toldSince(before)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aReplyIsPublicInAClientsThreadOnly(Database on) {
        String client = new UpdateBody("Kim", AuthorType.CLIENT, "Help!").html();
        apply(
                on,
                update(1, OUR_USER, client, update(2, "55", "<p>Coming</p>")),
                update(3, "55", "<p>[client] Note</p>", update(4, "55", "<p>secret</p>")),
                update(5, "55", "<p>internal</p>", update(6, "55", "<p>[client]ready</p>")));
        assertThat(on.comments(7))
                .extracting(Comment::author, Comment::authorType, Comment::text)
                .containsExactly(
                        tuple("Kim", AuthorType.CLIENT, "Help!"),
                        tuple("Robin Team", AuthorType.ADMIN, "Coming"),
                        tuple("Robin Team", AuthorType.ADMIN, "Note"),
                        tuple("Robin Team", AuthorType.ADMIN, "ready"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void nobodyElseCanWriteInAClientsName(Database on) {
        apply(on, update(1, "55", new UpdateBody("Kim", AuthorType.CLIENT, "I pay nothing").html()));
        assertThat(on.comments(7)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aChangedUpdateChangesAndADeletedOneGoes(Database on) {
        apply(on, update(1, "55", "<p>[client] one</p>"), update(2, "55", "<p>[client] two</p>"));
        long before = on.events.lastId();
        apply(on, update(1, "55", "<p>[client] uno</p>"));
        assertThat(on.comments(7)).extracting(Comment::text).containsExactly("uno");
        assertThat(on.toldSince(before)).isEmpty();
        assertThat(on.events.portalRevision("acme")).isGreaterThan(before);
        apply(on, update(1, "55", "<p>uno, between us</p>"));
        assertThat(on.comments(7)).isEmpty();
        long internal = on.events.lastId();
        apply(on, update(1, "55", "<p>[client] uno for all</p>"));
        assertThat(on.toldSince(internal)).containsExactly("comment_added 7 acme");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatAPartOfTheUpdatesDoesNotTellIsNotGone(Database on) {
        apply(on, update(1, "55", "<p>[client] one</p>"));
        on.comments.apply(List.of(new ItemUpdates(7, List.of(), false)), on.later());
        assertThat(on.comments(7)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anOwnCommentIsToldOnceWhoeverIsFaster(Database on) {
        pending(on, "C-1", "first  line\nsecond");
        Instant begun = on.later();
        long before = on.events.lastId();
        BoardUpdate sent = update(11, OUR_USER, new UpdateBody("Kim", AuthorType.CLIENT, "first  line\nsecond").html());
        apply(on, sent);
        on.comments.applyOwn("C-1", 11, WRITTEN);
        apply(on, sent);
        assertThat(on.toldSince(before)).containsExactly("comment_added 7 acme");
        assertThat(on.comments(7))
                .extracting(Comment::id, Comment::text)
                .containsExactly(tuple("11", "first  line\nsecond"));

        pending(on, "C-2", "again");
        assertThat(on.comments.applyOwn("C-2", 12, WRITTEN.plusSeconds(12)).id())
                .isEqualTo("12");
        on.comments.apply(List.of(new ItemUpdates(7, List.of(sent), true)), begun);
        assertThat(on.comments(7)).extracting(Comment::id).containsExactly("11", "12");
        assertThat(on.toldSince(before)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void commentsGoWithTheirTicket(Database on) {
        apply(on, update(1, "55", "<p>[client] one</p>"));
        on.mirror.remove(List.of(7L), on.later());
        assertThat(on.db.sql("SELECT COUNT(*) FROM ticket_comment")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static void apply(Database on, BoardUpdate... updates) {
        on.comments.apply(List.of(new ItemUpdates(7, List.of(updates), true)), on.later());
    }

    private static void pending(Database on, String reference, String text) {
        on.db.sql("""
                        INSERT INTO ticket_comment (ticket_id, reference, author, author_type, text, is_public, created_at, sync)
                        VALUES ((SELECT id FROM ticket WHERE item_id = 7), :reference, 'Kim', 'client', :text, TRUE,
                          CURRENT_TIMESTAMP, 'pending')""").param("reference", reference).param("text", text).update();
    }

    private BoardUpdate update(long id, String creator, String body, BoardUpdate... replies) {
        try {
            var json = MirrorDatabases.json();
            var node = json.createObjectNode()
                    .put("id", Long.toString(id))
                    .put("body", body)
                    .put("creator_id", creator)
                    .put("created_at", WRITTEN.plusSeconds(id).toString());
            node.putObject("creator").put("name", "Robin Team");
            BoardUpdate read =
                    parser.read(json.readTree("[" + node + "]"), OUR_USER).get(0);
            return new BoardUpdate(
                    read.id(),
                    read.author(),
                    read.portal(),
                    read.text(),
                    read.marked(),
                    read.createdAt(),
                    List.of(replies));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
