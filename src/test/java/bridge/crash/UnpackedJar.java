package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.RunningJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar, unpacked by its own tool, with an archive of the classes that a start loads: it starts in half the time
 * (<a href="https://docs.spring.io/spring-boot/reference/packaging/class-data-sharing.html">class data sharing</a>). The classes
 * of the package {@code inside} are beside it.
 */
final class UnpackedJar {

    private static final Path JAR = Path.of("target", "monday-bridge.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static UnpackedJar only;

    private final Path inside;
    private final Path unpacked;
    private final Path archive;

    private UnpackedJar(Path dir) {
        this.inside = dir.resolve("inside.jar");
        this.unpacked = dir.resolve("unpacked");
        this.archive = dir.resolve("classes.jsa");
    }

    /** @param settings with which the service starts; those of the first call count. @return the same for all tests of this process */
    static synchronized UnpackedJar get(Map<String, String> settings) throws IOException, InterruptedException {
        if (only == null) {
            Path dir = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "crash");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(dir.toFile())));
            only = make(dir, settings);
        }
        return only;
    }

    private static UnpackedJar make(Path dir, Map<String, String> settings) throws IOException, InterruptedException {
        var made = new UnpackedJar(dir);
        packInside(made.inside);
        run(dir, settings, List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract"), made.unpacked.toString());
        List<String> options =
                new ArrayList<>(List.of("-XX:ArchiveClassesAtExit=" + made.archive, "-Dspring.context.exit=onRefresh"));
        options.addAll(made.classPath());
        run(dir, settings, options);
        return made;
    }

    private static void run(Path dir, Map<String, String> settings, List<String> options, String... destination)
            throws IOException, InterruptedException {
        List<String> arguments = destination.length == 0 ? List.of() : List.of("--destination", destination[0]);
        try (RunningJar jar = RunningJar.launch(dir, RunningJar.freePort(), settings, options, arguments)) {
            assertThat(jar.waitForEnd(PATIENCE)).as(jar.log()).isZero();
        }
    }

    /** @param properties of the system. @return the options that start it */
    List<String> options(Map<String, String> properties) {
        List<String> options = new ArrayList<>();
        properties.forEach((name, value) -> options.add("-D" + name + "=" + value));
        options.add("-XX:SharedArchiveFile=" + archive);
        options.addAll(classPath());
        return options;
    }

    private List<String> classPath() {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                unpacked.resolve(JAR.getFileName()) + ":" + inside,
                "bridge.BridgeApplication");
    }

    private static void packInside(Path jar) throws IOException {
        Path compiled = Path.of("target", "test-classes");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(compiled.resolve("bridge/crash/inside"))) {
            for (String folder : List.of("bridge/", "bridge/crash/", "bridge/crash/inside/")) {
                out.putNextEntry(new ZipEntry(folder)); // looked for when beans are
            }
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry("bridge/crash/inside/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
    }
}
