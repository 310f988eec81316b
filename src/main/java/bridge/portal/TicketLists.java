package bridge.portal;

import bridge.client.Client;
import bridge.mirror.PortalEvents;
import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * Lists of tickets, rendered and kept in memory for as long as nothing changes in their portal. Each request asks the database for
 * the portal's revision, one look-up by key, so that no node shows an old state.
 */
@Component("ticketLists")
public class TicketLists {

    private static final int ENTRY_OVERHEAD = 500;

    /** Of which portal in which state. */
    private record Key(long revision, TicketQuery query) {}

    private final TicketPages pages;
    private final PortalEvents events;
    private final ObjectMapper json;
    private final Cache<Key, RenderedList> rendered;

    TicketLists(
            TicketPages pages,
            PortalEvents events,
            ObjectMapper json,
            @Value("${bridge.portal.list-cache}") DataSize size) {
        this.pages = pages;
        this.events = events;
        this.json = json;
        this.rendered = Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                .weigher((Key key, RenderedList list) -> list.body().length + ENTRY_OVERHEAD)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    public RenderedList read(TicketQuery query) {
        // First the revision, then the tickets: what is kept is never older than its key says.
        long revision = query.portalId() == null ? events.lastId() : events.portalRevision(query.portalId());
        return rendered.get(new Key(revision, query), key -> render(key.query()));
    }

    /** A client's name, which tickets show, is another one. */
    @Transactional
    public void named(Client client) {
        events.touch(client.portalId());
    }

    private RenderedList render(TicketQuery query) {
        List<TicketRow> found = pages.find(query);
        boolean more = query.limit() != null && found.size() > query.limit();
        List<TicketRow> page = more ? found.subList(0, query.limit()) : found;
        boolean whole = query.after() == null && !more;
        int total = whole ? found.size() : pages.count(query);
        PageCursor next = more ? PageCursor.at(page.get(page.size() - 1), query.order()) : null;
        byte[] body = write(page.stream().map(row -> own(row, query)).toList());
        String facts = total + " " + (next == null ? "" : next.encode());
        return new RenderedList(query, body, EntityTags.of(body, facts.getBytes(StandardCharsets.UTF_8)), total, next);
    }

    /** Looks a second time: nothing of another portal leaves here, whatever the statement said. */
    private static Ticket own(TicketRow row, TicketQuery query) {
        Ticket ticket = row.ticket();
        if (query.portalId() != null && !query.portalId().equals(ticket.clientId())) {
            throw new IllegalStateException("A list held a ticket of another portal");
        }
        return ticket;
    }

    private byte[] write(List<Ticket> tickets) {
        try {
            return json.writeValueAsBytes(tickets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Tickets consist of texts, words and times", e);
        }
    }
}
