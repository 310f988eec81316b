package bridge.client;

import bridge.access.Caller;
import bridge.access.Sessions;
import bridge.problem.Problem;
import bridge.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What callers see of the clients, and what staff change. */
@Component("clientDesk")
public class ClientDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ClientDesk.class);

    private static final String NAMING_LOCK = "portal-naming";

    private final JdbcClient db;
    private final Clients clients;
    private final Sessions sessions;

    ClientDesk(JdbcClient db, Clients clients, Sessions sessions) {
        this.db = db;
        this.clients = clients;
        this.sessions = sessions;
    }

    /** @return all of them for staff, itself alone for a client */
    public List<Client> list(Caller caller) {
        return caller.isStaff()
                ? clients.all()
                : clients.find(caller.clientId()).map(List::of).orElse(List.of());
    }

    /**
     * Lets somebody log in who has no ticket yet.
     *
     * @throws Problem 422, or 409 when the portal has a client of this address
     */
    @Transactional
    public Client create(NewClient given, Caller caller) {
        List<FieldError> errors = new ArrayList<>();
        String address = EmailAddress.parse(given.email()).orElse("");
        if (address.isEmpty()) {
            errors.add(new FieldError("email", "must be one e-mail address"));
        }
        if (given.portalId() != null && !PortalIds.isAllowed(given.portalId())) {
            errors.add(new FieldError("portal_id", "cannot name a portal"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        String name = given.name().strip();
        String portalId = given.portalId() == null ? newPortalId(name, address) : given.portalId();
        if (!clients.insert(portalId, address, name, "staff")) {
            throw new Problem(409, "CONFLICT", "This portal has a client with this address");
        }
        Client made = clients.find(portalId, address).orElseThrow();
        LOG.info("Client {} was entered by {}", made.id(), caller.subject());
        return made;
    }

    /**
     * @param id as the path has it
     * @throws Problem 404
     */
    @Transactional
    public Client change(String id, ClientPatch patch, Caller caller) {
        long row = id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
        if (!clients.update(row, patch)) {
            throw Problem.notFound("Client not found");
        }
        if (Boolean.FALSE.equals(patch.isActive())) {
            sessions.endOfClient(row);
        }
        LOG.info("Client {} was changed by {}", row, caller.subject());
        return clients.find(row).orElseThrow();
    }

    /** One at a time on all nodes: two customers of one name must not end up in one portal. */
    private String newPortalId(String name, String address) {
        db.sql("INSERT INTO fact (name, content) VALUES (?, '') ON CONFLICT DO NOTHING")
                .param(NAMING_LOCK)
                .update();
        db.sql("SELECT name FROM fact WHERE name = ? FOR UPDATE")
                .param(NAMING_LOCK)
                .query(String.class)
                .single();
        String slug = PortalIds.slug(name, address);
        String portalId = slug;
        for (int n = 2; clients.isPortalKnown(portalId); n++) {
            portalId = slug + "-" + n;
        }
        return portalId;
    }
}
