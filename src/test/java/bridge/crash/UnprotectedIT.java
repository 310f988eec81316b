package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.simulator.Mail;
import bridge.simulator.Mailbox;
import bridge.simulator.SmtpFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link CrashIT} finds when a protection is taken out: the count does turn red. */
@Tag("long")
class UnprotectedIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> UNTOUCHED = Map.of();

    @Test
    void acknowledgedActionsAreLostWhenTheDatabaseWritesLater(@TempDir Path dir) throws Exception {
        String lazy = "jdbc:h2:file:" + dir.resolve("lazy") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                + ";DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=5000";
        try (var scene = new Scene(dir, Map.of("DATABASE_URL", lazy))) {
            Mailbox mailbox = scene.surroundings().mailbox();
            mailbox.fail(SmtpFault.unreachable());
            Requests actions = callActions(scene, UNTOUCHED, 10);
            scene.kill();

            mailbox.recover();
            scene.launch(UNTOUCHED);
            scene.awaitReady();
            scene.awaitRest();

            assertThat(actions.check(subjects(mailbox)).lost()).isNotEmpty();
        }
    }

    @Test
    void mailsAreSentAgainWhenTheirSuccessIsNotRecorded(@TempDir Path dir) throws Exception {
        try (var scene = new Scene(dir, Map.of())) {
            Mailbox mailbox = scene.surroundings().mailbox();
            Requests actions = callActions(scene, Map.of("crash.without", "action-mail-done"), 10);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(actions.check(subjects(mailbox)).lost()).isEmpty());
            scene.kill();

            scene.launch(UNTOUCHED);
            scene.awaitReady();
            scene.awaitRest();

            assertThat(actions.check(subjects(mailbox)).duplicated()).isNotEmpty();
        }
    }

    /** @param count at least so many are acknowledged */
    private static Requests callActions(Scene scene, Map<String, String> tampering, int count) throws Exception {
        scene.launch(tampering);
        scene.awaitReady();
        try (var load = new Load()) {
            Requests actions = new Everyone(scene.surroundings(), scene.url(), load, new Random()).actions("action");
            await().atMost(PATIENCE).until(() -> actions.acknowledged().size() >= count);
            return actions;
        }
    }

    private static List<String> subjects(Mailbox mailbox) {
        return mailbox.all().stream().map(Mail::subject).toList();
    }
}
