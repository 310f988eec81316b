package bridge.mirror;

import bridge.board.BoardColumns;
import bridge.board.Labels;
import bridge.mirror.MirrorDatabases.Database;
import bridge.storage.Facts;
import bridge.ticket.Comment;
import bridge.ticket.TicketRows;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets tests of other packages work with the mirror on one of both databases, without a Spring context. */
public final class MirrorParts {

    private final Database on;
    private final UpdateParser updates = new UpdateParser("[client]");
    private final MirrorAge age;
    private ItemParser items;
    private ItemFetches fetches;

    private MirrorParts(Database on) {
        this.on = on;
        this.age = new MirrorAge(on.facts, on.db);
    }

    /** The mirror on each of them. */
    public record Both(MirrorDatabases databases, List<MirrorParts> parts) implements AutoCloseable {

        public Stream<MirrorParts> stream() {
            return parts.stream();
        }

        @Override
        public void close() throws IOException {
            databases.close();
        }
    }

    public static Both both() throws IOException {
        var databases = new MirrorDatabases();
        return new Both(databases, databases.stream().map(MirrorParts::new).toList());
    }

    public static ObjectMapper json() {
        return MirrorDatabases.json();
    }

    public void reads(BoardColumns columns, Labels labels) {
        items = new ItemParser(columns, labels);
        fetches = new ItemFetches(on.mirror, on.comments, items, updates);
    }

    public void clear() {
        on.clear();
        age.forget();
    }

    public JdbcClient db() {
        return on.db;
    }

    public Facts facts() {
        return on.facts;
    }

    public Mirror mirror() {
        return on.mirror;
    }

    public CommentMirror comments() {
        return on.comments;
    }

    public ItemParser items() {
        return items;
    }

    public UpdateParser updates() {
        return updates;
    }

    public ItemFetches fetches() {
        return fetches;
    }

    public MirrorAge age() {
        return age;
    }

    public PortalEvents events() {
        return on.events;
    }

    public TicketRows tickets() {
        return on.tickets;
    }

    public List<Comment> commentsOf(long itemId) {
        return on.comments(itemId);
    }

    @Override
    public String toString() {
        return on.name;
    }
}
