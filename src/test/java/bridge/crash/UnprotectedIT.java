package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.simulator.Mail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        try (var scene = new Scene(dir)) {
            scene.open(Map.of("DATABASE_URL", lazy));
            scene.standIns().hangUpOnMails();
            callActions(scene, UNTOUCHED);
            scene.kill();
            scene.finishLoad();

            scene.standIns().takeMails();
            scene.launch(UNTOUCHED);
            scene.awaitReady();
            scene.awaitRest();

            assertThat(check(scene).lost()).isNotEmpty();
        }
    }

    @Test
    void mailsAreSentAgainWhenTheirSuccessIsNotRecorded(@TempDir Path dir) throws Exception {
        try (var scene = new Scene(dir)) {
            scene.open(Map.of());
            callActions(scene, Map.of("crash.without", "action-mail-done"));
            scene.finishLoad();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(check(scene).lost()).isEmpty());
            scene.kill();

            scene.launch(UNTOUCHED);
            scene.awaitReady();
            scene.awaitRest();

            assertThat(check(scene).duplicated()).isNotEmpty();
        }
    }

    private static void callActions(Scene scene, Map<String, String> tampering) throws Exception {
        scene.launch(tampering);
        scene.awaitReady();
        scene.startLoad(1, "callers");
        scene.awaitAnswers(40);
    }

    private static TotalQueue check(Scene scene) throws IOException {
        List<String> subjects =
                scene.standIns().mails().stream().map(Mail::subject).toList();
        return scene.history().of(Everyone.CALLERS.get(0)).check(subjects);
    }
}
