package bridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.PortalClient.Answer;
import bridge.simulator.BoardItem;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged jar while tickets are opened and the team works, and counts what is left. */
class KilledJarIT {

    private static final int KILLS = 4;
    private static final int CUSTOMERS = 4;
    private static final List<String> LABELS = List.of("Open", "In Progress", "Resolved", "Closed");

    private final Random random = new Random(20261121);
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void everyAcknowledgedTicketIsOnTheBoardOnceAndEveryChangeInTheMirror(@TempDir Path dir) throws Exception {
        try (var surroundings = Surroundings.start()) {
            SimulatedMonday monday = surroundings.monday();
            List<String> items = monday.seedItems(40, CUSTOMERS);
            int port = RunningJar.freePort();
            RunningJar jar = RunningJar.start(dir, port, surroundings.settings());
            List<PortalClient> customers = prepare(surroundings, jar);

            for (int round = 0; round < KILLS; round++) {
                killUnderLoad(jar, customers, monday, items, round);
                jar = RunningJar.start(dir, port, surroundings.settings());
            }

            try (RunningJar last = jar) {
                var staff = new PortalClient(last.url(), Surroundings.ADMIN_TOKEN);
                assertThat(acknowledged).hasSizeGreaterThan(KILLS);
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertEachTicketIsThereOnce(monday));
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertMirrorIsRight(staff, monday));
            }
        }
    }

    private static List<PortalClient> prepare(Surroundings surroundings, RunningJar jar) throws Exception {
        var staff = new PortalClient(jar.url(), Surroundings.ADMIN_TOKEN);
        assertThat(staff.post("/admin/setup", null).status()).isEqualTo(200);
        assertThat(staff.post("/admin/sync", null).status()).isEqualTo(200);
        List<PortalClient> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(new PortalClient(jar.url(), surroundings.login(jar.url(), SimulatedMonday.customerEmail(i))));
        }
        return customers;
    }

    private void killUnderLoad(
            RunningJar jar, List<PortalClient> customers, SimulatedMonday monday, List<String> items, int round)
            throws InterruptedException {
        var stop = new AtomicBoolean();
        ExecutorService load = Executors.newFixedThreadPool(customers.size() + 1);
        for (int i = 0; i < customers.size(); i++) {
            PortalClient customer = customers.get(i);
            String prefix = "Round " + round + ", customer " + i + ", ticket ";
            load.execute(() -> openTickets(customer, prefix, stop));
        }
        load.execute(() -> changeItems(monday, items, stop));
        await().pollDelay(Duration.ofMillis(700 + random.nextInt(1500))).until(() -> true);
        jar.kill();
        stop.set(true);
        load.shutdown();
        assertThat(load.awaitTermination(40, TimeUnit.SECONDS)).isTrue();
    }

    private void openTickets(PortalClient customer, String prefix, AtomicBoolean stop) {
        for (int n = 0; !stop.get(); n++) {
            String title = prefix + n;
            try {
                Answer answer = customer.post("/tickets/ticket", Map.of("title", title, "description", "Under load"));
                if (answer.status() == 201 || answer.status() == 202) {
                    acknowledged.add(title);
                }
            } catch (IOException e) {
                return; // the process has been killed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void changeItems(SimulatedMonday monday, List<String> items, AtomicBoolean stop) {
        var random = new Random(7);
        while (!stop.get()) {
            monday.changeStatus(items.get(random.nextInt(items.size())), LABELS.get(random.nextInt(LABELS.size())));
            await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        }
    }

    private void assertEachTicketIsThereOnce(SimulatedMonday monday) {
        Map<String, Long> copies =
                monday.items().stream().collect(Collectors.groupingBy(BoardItem::name, Collectors.counting()));
        assertThat(acknowledged).allSatisfy(title -> assertThat(copies).containsEntry(title, 1L));
        assertThat(copies).allSatisfy((title, count) -> {
            if (title.startsWith("Round ")) {
                assertThat(count).isEqualTo(1);
            }
        });
    }

    private static void assertMirrorIsRight(PortalClient staff, SimulatedMonday monday) throws Exception {
        Map<String, String> mirrored = new HashMap<>();
        for (JsonNode ticket : staff.get("/tickets").body()) {
            mirrored.put(ticket.path("id").textValue(), ticket.path("status").textValue());
        }
        Map<String, String> board =
                monday.items().stream().collect(Collectors.toMap(BoardItem::id, KilledJarIT::statusWord));
        assertThat(mirrored).isEqualTo(board);
    }

    private static String statusWord(BoardItem item) {
        String label = item.cells().getOrDefault("Status", "");
        return switch (label) {
            case "In Progress" -> "in_progress";
            case "Resolved" -> "resolved";
            case "Closed" -> "closed";
            default -> "open";
        };
    }
}
