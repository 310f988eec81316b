package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.PortalClient;
import bridge.simulator.BoardItem;
import bridge.simulator.Mail;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the service again and again while everybody works, and counts what is left. More kills by {@code -Dcrash.kills=100},
 * other moments by {@code -Dcrash.seed=7}.
 */
@Tag("long")
class CrashIT {

    /** Mails that may be on their way to the mail server at once: the worker's consumers. */
    private static final int UNDER_WAY = 8;

    private static final int NAMED_EVERY = 3;
    private static final Map<String, String> UNTOUCHED = Map.of();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Random random = new Random(Long.getLong("crash.seed", 20261121L));
    private final List<Requests> actions = new ArrayList<>();
    private final List<Requests> tickets = new ArrayList<>();
    private Requests comments;

    @Test
    void whateverWasAcknowledgedIsDoneOnceWithEverythingEmbedded(@TempDir Path dir) throws Exception {
        crash(dir, Map.of(), Integer.getInteger("crash.kills", 20), 0);
    }

    @Test
    void whateverWasAcknowledgedIsDoneOnceWithPostgresAndABrokerOutside(@TempDir Path dir) throws Exception {
        try (var neighbours = new Neighbours(dir)) {
            crash(dir, neighbours.settings(), Integer.getInteger("crash.kills", 8), 6);
        }
    }

    /** @param point index of the first named crash point to be taken */
    private void crash(Path dir, Map<String, String> settings, int kills, int point) throws Exception {
        try (var scene = new Scene(dir, settings)) {
            SimulatedMonday monday = scene.surroundings().monday();
            List<String> items = monday.seedItems(40, 4);
            scene.launch(UNTOUCHED);
            scene.awaitReady();
            assertThat(scene.staff().post("/admin/setup", null).status()).isEqualTo(200);
            assertThat(scene.staff().post("/admin/sync", null).status()).isEqualTo(200);

            try (var load = new Load()) {
                setToWork(scene, load, monday.item(items.get(0)), items);
                killAtRandom(scene, load);
                for (int kill = 1; kill < kills; kill++) {
                    if (kill % NAMED_EVERY == 0) {
                        scene.launch(CrashPoint.ALL
                                .get(point++ % CrashPoint.ALL.size())
                                .properties(1 + random.nextInt(4)));
                        scene.awaitHalt();
                    } else {
                        scene.launch(UNTOUCHED);
                        killAtRandom(scene, load);
                    }
                }
                scene.launch(UNTOUCHED);
                awaitAnswers(load);
            }

            scene.surroundings().mailbox().recover();
            scene.awaitRest();
            checkMails(scene);
            checkBoard(monday);
            await().atMost(PATIENCE).untilAsserted(() -> checkMirror(scene.staff(), monday));
        }
    }

    private void setToWork(Scene scene, Load load, BoardItem item, List<String> items) throws Exception {
        var everyone = new Everyone(scene.surroundings(), scene.url(), load, random);
        for (int customer = 0; customer < 3; customer++) {
            tickets.add(everyone.tickets("ticket-of-" + customer, customer, customer != 2));
        }
        comments = everyone.comments("comment", 0, item);
        for (int caller = 0; caller < 4; caller++) {
            actions.add(everyone.actions("action-" + (char) ('a' + caller)));
        }
        everyone.changeItems(items);
        everyone.breakMail();
    }

    private void killAtRandom(Scene scene, Load load) throws InterruptedException {
        awaitAnswers(load);
        await().pollDelay(Duration.ofMillis(random.nextInt(1200))).until(() -> true);
        scene.kill();
    }

    /** Waits until the service has begun to answer. */
    private static void awaitAnswers(Load load) {
        int before = load.acknowledged();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> load.acknowledged() > before);
    }

    private void checkMails(Scene scene) {
        List<Mail> mails = scene.surroundings().mailbox().all();
        Map<String, List<Mail>> bySubject = mails.stream().collect(Collectors.groupingBy(Mail::subject));
        Map<Long, Integer> copied = new HashMap<>();
        for (Requests client : actions) {
            TotalQueue mailed = client.check(mails.stream().map(Mail::subject).toList());
            assertThat(client.acknowledged()).isNotEmpty();
            assertThat(mailed.lost()).isEmpty();
            assertThat(mailed.unexpected()).isEmpty();
            for (String name : mailed.duplicated().keySet()) {
                List<Mail> copies = bySubject.get(name);
                assertThat(copies.stream()
                                .map(copy -> copy.header("Message-ID"))
                                .distinct())
                        .as("Message-ID of %s", name)
                        .hasSize(1);
                List<Long> lives = copies.stream()
                        .map(copy -> scene.lifeAt(copy.receivedAt()))
                        .toList();
                assertThat(lives).as("Processes that sent %s", name).doesNotHaveDuplicates();
                lives.subList(0, lives.size() - 1).forEach(life -> copied.merge(life, 1, Integer::sum));
            }
        }
        assertThat(copied.values()).allMatch(count -> count <= UNDER_WAY);
    }

    private void checkBoard(SimulatedMonday monday) {
        List<BoardItem> items = monday.items().stream()
                .sorted(Comparator.comparingLong(item -> Long.parseLong(item.id())))
                .toList();
        List<String> titles = items.stream().map(BoardItem::name).toList();
        for (Requests customer : tickets) {
            checkOnce(customer, titles);
            assertThat(customer.named(titles))
                    .as("in the order of the customer")
                    .isSorted();
        }
        List<String> updates = new ArrayList<>();
        items.forEach(item -> item.updates().forEach(note -> updates.add(note.text())));
        checkOnce(comments, updates);
    }

    private static void checkOnce(Requests client, Collection<String> texts) {
        TotalQueue queue = client.check(texts);
        assertThat(client.acknowledged()).isNotEmpty();
        assertThat(queue.lost()).isEmpty();
        assertThat(queue.unexpected()).isEmpty();
        assertThat(queue.duplicated()).isEmpty();
    }

    private static void checkMirror(PortalClient staff, SimulatedMonday monday) throws Exception {
        Map<String, String> mirrored = new HashMap<>();
        for (JsonNode ticket : staff.get("/tickets").body()) {
            mirrored.put(ticket.path("id").textValue(), ticket.path("status").textValue());
        }
        Map<String, String> board =
                monday.items().stream().collect(Collectors.toMap(BoardItem::id, CrashIT::statusWord));
        assertThat(mirrored).isEqualTo(board);
    }

    private static String statusWord(BoardItem item) {
        return switch (item.cells().getOrDefault("Status", "")) {
            case "In Progress" -> "in_progress";
            case "Resolved" -> "resolved";
            case "Closed" -> "closed";
            default -> "open";
        };
    }
}
