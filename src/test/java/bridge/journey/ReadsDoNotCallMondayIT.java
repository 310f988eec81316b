package bridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.PortalClient.Answer;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large board: lists are complete, and reading them costs monday nothing. */
class ReadsDoNotCallMondayIT {

    private static final int ITEMS = 2500;
    private static final int CUSTOMERS = 40;
    private static final int READS = 1000;

    @Test
    void listsAreCompleteAndAThousandReadsCauseNoCall(@TempDir Path dir) throws Exception {
        try (var surroundings = Surroundings.start()) {
            SimulatedMonday monday = surroundings.monday();
            Set<String> items = new HashSet<>(monday.seedItems(ITEMS, CUSTOMERS));
            try (var jar = RunningJar.start(dir, RunningJar.freePort(), surroundings.settings())) {
                var staff = new PortalClient(jar.url(), Surroundings.ADMIN_TOKEN);
                assertThat(staff.post("/admin/sync", null).status()).isEqualTo(200);
                monday.calls().clear();

                Set<String> seen = new HashSet<>();
                for (int read = 0; read < READS; read++) {
                    String portal = SimulatedMonday.customerPortalId(read % CUSTOMERS);
                    Answer answer =
                            staff.get("/tickets/" + portal + (read < CUSTOMERS ? "" : "?limit=" + (1 + read % 50)));
                    assertThat(answer.status()).isEqualTo(200);
                    for (JsonNode ticket : answer.body()) {
                        assertThat(ticket.path("client_id").textValue()).isEqualTo(portal);
                        seen.add(ticket.path("id").textValue());
                    }
                }

                assertThat(seen).isEqualTo(items);
                assertThat(monday.calls().total()).isZero();
            }
        }
    }
}
