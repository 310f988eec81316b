package bridge.mirror;

import bridge.client.Clients;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Learns clients from the board: whoever's address stands on a ticket belongs to its portal. */
@Component
class BoardClients {

    /** @param name null: none is known */
    private record Pair(String portalId, String email, String name) {}

    private static final Comparator<Pair> ORDER =
            Comparator.comparing(Pair::portalId).thenComparing(Pair::email);

    private final Clients clients;

    BoardClients(Clients clients) {
        this.clients = clients;
    }

    /** Always in the same order, so that two transactions that learn the same clients do not wait for each other in a circle. */
    void learn(Collection<BoardItem> items) {
        var pairs = new TreeSet<>(ORDER);
        for (BoardItem item : items) {
            if (item.portalId() != null && item.clientEmail() != null) {
                pairs.add(new Pair(item.portalId(), item.clientEmail(), item.clientName()));
            }
        }
        for (Pair pair : pairs) {
            clients.learn(pair.portalId(), pair.email(), pair.name());
        }
    }
}
