package bridge.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets {@code doctor} read the embedded database without touching it: a file that is not there is not made, one that the running
 * service holds is read as a copy.
 */
class DatabaseSnapshot implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The setting that tells {@link DatabaseLook} what was found. */
    static final String STATE = "bridge.command.database";

    static final String NEW = "new";
    static final String IN_USE = "in-use";

    private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    private static final String READ_ONLY = OPTIONS + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty("DATABASE_URL", "").isBlank()) {
            return;
        }
        Path file = Path.of(environment.getProperty("bridge.data-dir", "./data"))
                .resolve("bridge.mv.db")
                .toAbsolutePath()
                .normalize();
        Map<String, Object> settings;
        if (!Files.exists(file)) {
            settings = Map.of(STATE, NEW, "spring.datasource.url", "jdbc:h2:mem:doctor" + OPTIONS);
        } else if (isFree(file)) {
            settings = Map.of("spring.datasource.url", url(file));
        } else {
            settings = Map.of(STATE, IN_USE, "spring.datasource.url", url(copy(file)));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("doctor's database", settings));
    }

    private static String url(Path file) {
        return "jdbc:h2:file:" + file.toString().replaceFirst("\\.mv\\.db$", "") + READ_ONLY;
    }

    private static boolean isFree(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** H2 appends what it writes, so a copy holds all that was committed a moment ago. It goes when the process ends. */
    private static Path copy(Path file) {
        try {
            Path folder = Files.createTempDirectory("doctor");
            Path copy = folder.resolve(file.getFileName());
            Files.copy(file, copy);
            copy.toFile().deleteOnExit();
            folder.toFile().deleteOnExit();
            return copy;
        } catch (IOException e) {
            return file;
        }
    }
}
