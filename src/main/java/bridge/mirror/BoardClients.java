package bridge.mirror;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Learns clients from the board: whoever's address stands on a ticket belongs to its portal. */
@Component
class BoardClients {

    private record Pair(String portalId, String email, String name) {}

    private static final Comparator<Pair> ORDER =
            Comparator.comparing(Pair::portalId).thenComparing(Pair::email);

    private final JdbcClient db;

    BoardClients(JdbcClient db) {
        this.db = db;
    }

    /** Whoever is known keeps the name and the state that staff gave. */
    void learn(Collection<BoardItem> items) {
        var pairs = new TreeSet<>(ORDER);
        for (BoardItem item : items) {
            if (item.portalId() != null && item.clientEmail() != null) {
                String name = item.clientName() == null ? item.clientEmail() : item.clientName();
                pairs.add(new Pair(item.portalId(), item.clientEmail(), name));
            }
        }
        for (Pair pair : pairs) {
            db.sql("""
                            INSERT INTO client (portal_id, email, name, source) VALUES (:portal, :email, :name, 'board')
                            ON CONFLICT DO NOTHING""")
                    .param("portal", pair.portalId())
                    .param("email", pair.email())
                    .param("name", pair.name())
                    .update();
        }
    }
}
