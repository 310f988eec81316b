package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS;

import bridge.simulator.BoardItem;
import bridge.simulator.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
 * Ends the service again and again while everybody works, and compares what the clients wrote down with what is left. More
 * kills by {@code -Dcrash.kills=100}, other moments by {@code -Dcrash.seed=7}.
 */
@Tag("long")
class CrashIT {

    /** Mails that may be on their way to the mail server at once: the worker's consumers. */
    private static final int UNDER_WAY = 8;

    private static final int NAMED_EVERY = 3;
    private static final Map<String, String> UNTOUCHED = Map.of();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(cleanup = ON_SUCCESS)
    private Path dir;

    private final Random random = new Random(Long.getLong("crash.seed", 20261121L));

    @Test
    void whateverWasAcknowledgedIsDoneOnceWithEverythingEmbedded() throws Exception {
        crash(Map.of(), Integer.getInteger("crash.kills", 20), 0);
    }

    @Test
    void whateverWasAcknowledgedIsDoneOnceWithPostgresAndABrokerOutside() throws Exception {
        try (var neighbours = new Neighbours(dir)) {
            crash(neighbours.settings(), Integer.getInteger("crash.kills", 15), 6);
        }
    }

    /** @param point index of the first named crash point to be taken */
    private void crash(Map<String, String> settings, int kills, int point) throws Exception {
        try (var scene = new Scene(dir)) {
            scene.open(settings);
            scene.launch(UNTOUCHED);
            scene.awaitReady();
            assertThat(scene.staff().post("/admin/setup", null).status()).isEqualTo(200);
            assertThat(scene.staff().post("/admin/sync", null).status()).isEqualTo(200);

            scene.startLoad(random.nextLong());
            killAtRandom(scene);
            for (int kill = 2; kill <= kills; kill++) {
                if (kill % NAMED_EVERY == 0) {
                    scene.launch(
                            CrashPoint.ALL.get(point++ % CrashPoint.ALL.size()).properties(1 + random.nextInt(4)));
                    scene.awaitHalt();
                } else {
                    scene.launch(UNTOUCHED);
                    killAtRandom(scene);
                }
            }
            scene.launch(UNTOUCHED);
            scene.awaitAnswers(1);
            scene.finishLoad();

            scene.standIns().takeMails();
            scene.awaitRest();
            checkMails(scene);
            checkBoard(scene);
            await().atMost(PATIENCE).untilAsserted(() -> checkMirror(scene));
        }
    }

    private void killAtRandom(Scene scene) throws IOException, InterruptedException {
        scene.awaitAnswers(1);
        await().pollDelay(Duration.ofMillis(random.nextInt(1200))).until(() -> true);
        scene.kill();
    }

    private static void checkMails(Scene scene) throws IOException {
        List<Mail> mails = scene.standIns().mails();
        List<String> subjects = mails.stream().map(Mail::subject).toList();
        Map<String, List<Mail>> bySubject = mails.stream().collect(Collectors.groupingBy(Mail::subject));
        Map<Long, Integer> copied = new HashMap<>();
        for (String caller : Everyone.CALLERS) {
            History history = scene.history().of(caller);
            TotalQueue mailed = history.check(subjects);
            assertThat(history.acknowledged()).isNotEmpty();
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

    private static void checkBoard(Scene scene) throws IOException {
        List<BoardItem> items = scene.standIns().items().stream()
                .sorted(Comparator.comparingLong(item -> Long.parseLong(item.id())))
                .toList();
        List<String> titles = items.stream().map(BoardItem::name).toList();
        for (String customer : Everyone.CUSTOMERS) {
            History history = scene.history().of(customer);
            checkOnce(history, titles);
            assertThat(history.named(titles)).as("in the order of the customer").isSorted();
        }
        List<String> updates = new ArrayList<>();
        items.forEach(item -> item.updates().forEach(note -> updates.add(note.text())));
        checkOnce(scene.history().of(Everyone.COMMENTER), updates);
    }

    private static void checkOnce(History history, Collection<String> texts) {
        TotalQueue queue = history.check(texts);
        assertThat(history.acknowledged()).isNotEmpty();
        assertThat(queue.lost()).isEmpty();
        assertThat(queue.unexpected()).isEmpty();
        assertThat(queue.duplicated()).isEmpty();
    }

    private static void checkMirror(Scene scene) throws IOException, InterruptedException {
        Map<String, String> mirrored = new HashMap<>();
        for (JsonNode ticket : scene.staff().get("/tickets").body()) {
            mirrored.put(ticket.path("id").textValue(), ticket.path("status").textValue());
        }
        Map<String, String> board =
                scene.standIns().items().stream().collect(Collectors.toMap(BoardItem::id, CrashIT::statusWord));
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
