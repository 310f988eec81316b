package bridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.access.Caller;
import bridge.access.SessionStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clients' table, on both databases. */
class ClientsTest {

    private static final Caller ADMIN =
            new Caller(Caller.Role.STAFF, "admin", null, null, "Administrator", null, null, null, null);

    private static EmbeddedPostgres postgres;
    private static List<SessionStore> opened;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        opened = List.of(SessionStore.h2(), SessionStore.of("PostgreSQL", postgres.getPostgresDatabase()));
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    static Stream<SessionStore> databases() {
        return opened.stream();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aClientIsLearntOnceAndStaysAsItIs(SessionStore on) {
        var clients = new Clients(on.db());
        String portal = unique();

        assertThat(clients.learn(portal, "Ann@acme.example", "Ann")).isTrue();
        assertThat(clients.learn(portal, "ann@acme.example", "Anna")).isFalse();
        assertThat(clients.learn(portal.toUpperCase(), "ann@acme.example", "Ann"))
                .isTrue();

        Client ann = clients.find(portal, "ann@acme.example").orElseThrow();
        assertThat(ann.name()).isEqualTo("Ann");
        assertThat(ann.isActive()).isTrue();
        assertThat(clients.all()).contains(ann);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aChangeTouchesWhatItNames(SessionStore on) {
        var clients = new Clients(on.db());
        var desk = new ClientDesk(on.db(), clients, on.sessions());
        String portal = unique();
        Client ann = desk.create(new NewClient(portal + "@acme.example", "Ann", portal), ADMIN);
        String id = Long.toString(ann.id());

        assertThat(desk.change(id, new ClientPatch(null, null), ADMIN)).isEqualTo(ann);
        assertThat(desk.change(id, new ClientPatch("Anna", null), ADMIN).isActive())
                .isTrue();
        assertThat(clients.activeOf(ann.email())).hasSize(1);
        Client ended = desk.change(id, new ClientPatch(null, false), ADMIN);
        assertThat(ended.name()).isEqualTo("Anna");
        assertThat(clients.activeOf(ann.email())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aPortalOfItsOwnIsNotOneThatClientsOrTicketsName(SessionStore on) {
        var clients = new Clients(on.db());
        var desk = new ClientDesk(on.db(), clients, on.sessions());
        String name = unique();
        on.db().sql("""
                        INSERT INTO ticket (portal_id, title, description, status, priority, created_at, updated_at, sync)
                        VALUES (?, 't', '', 'open', 'medium', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'synced')""").param(name).update();

        assertThat(desk.create(new NewClient("a@b.example", name, null), ADMIN).portalId())
                .isEqualTo(name + "-2");
        assertThat(desk.create(new NewClient("a@b.example", name, null), ADMIN).portalId())
                .isEqualTo(name + "-3");
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}
