package bridge.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The customers who may log in: learnt from the board, or entered by staff. */
@Component("clients")
public class Clients {

    private static final int MAX_PORTAL_ID = 255;
    private static final int MAX_NAME = 255;

    private final JdbcClient db;

    Clients(JdbcClient db) {
        this.db = db;
    }

    /**
     * Whoever's address stands on a ticket belongs to its portal. One statement, in the caller's transaction when there is one;
     * a client that is known already, active or not, stays as it is.
     *
     * @param email as the board has it; what is not one plain address is passed over
     * @param name  null or blank: the address
     * @return true when the client is new
     */
    public boolean learn(String portalId, String email, String name) {
        Optional<String> address = EmailAddress.parse(email);
        if (address.isEmpty()
                || portalId == null
                || portalId.isBlank()
                || portalId.length() > MAX_PORTAL_ID
                || PortalIds.isReserved(portalId)) {
            return false;
        }
        return insert(portalId, address.get(), displayName(name, address.get()), "board");
    }

    /** @return the active clients of an address, in lower case; usually one, one per portal */
    public List<Client> activeOf(String email) {
        return db.sql("SELECT * FROM client WHERE email = ? AND is_active ORDER BY id")
                .param(email)
                .query(Clients::read)
                .list();
    }

    /** @return in the order in which they came */
    public List<Client> all() {
        return db.sql("SELECT * FROM client ORDER BY id").query(Clients::read).list();
    }

    public Optional<Client> find(long id) {
        return db.sql("SELECT * FROM client WHERE id = ?")
                .param(id)
                .query(Clients::read)
                .optional();
    }

    Optional<Client> find(String portalId, String email) {
        return db.sql("SELECT * FROM client WHERE portal_id = ? AND email = ?")
                .params(portalId, email)
                .query(Clients::read)
                .optional();
    }

    /** @return false when the portal has a client of this address */
    boolean insert(String portalId, String email, String name, String source) {
        return db.sql("INSERT INTO client (portal_id, email, name, source) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(portalId, email, name, source)
                        .update()
                == 1;
    }

    /** @return false when there is no such client */
    boolean update(long id, ClientPatch patch) {
        return db.sql("""
                        UPDATE client SET name = COALESCE(CAST(:name AS VARCHAR(255)), name),
                          is_active = COALESCE(CAST(:active AS BOOLEAN), is_active) WHERE id = :id""")
                        .param(
                                "name",
                                patch.name() == null ? null : patch.name().strip())
                        .param("active", patch.isActive())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** True also when only tickets of that portal are known: a new customer must not see them. */
    boolean isPortalKnown(String portalId) {
        return db.sql(
                        "SELECT EXISTS (SELECT 1 FROM client WHERE portal_id = :id) OR EXISTS (SELECT 1 FROM ticket WHERE portal_id = :id)")
                .param("id", portalId)
                .query(Boolean.class)
                .single();
    }

    private static String displayName(String name, String address) {
        String clean = name == null ? "" : name.replaceAll("\\p{Cntrl}", " ").strip();
        String known = clean.isEmpty() ? address : clean;
        return known.substring(0, Math.min(known.length(), MAX_NAME));
    }

    private static Client read(ResultSet row, int number) throws SQLException {
        return new Client(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("portal_id"),
                row.getBoolean("is_active"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
