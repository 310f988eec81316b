package bridge.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this machine keeps its browser and the driver that goes with it; nothing is ever downloaded. */
final class BrowserFiles {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private BrowserFiles() {}

    /** {@code CHROME_BIN}, else the first one on the path. */
    static Optional<Path> browser() {
        return find("CHROME_BIN", BROWSERS);
    }

    /** {@code CHROMEDRIVER}, else the first one on the path. */
    static Optional<Path> driver() {
        return find("CHROMEDRIVER", List.of("chromedriver"));
    }

    /** @return what to install; null when all is there */
    static String missing() {
        if (browser().isEmpty()) {
            return "no Chromium or Chrome on the PATH nor in CHROME_BIN (Debian: apt-get install chromium chromium-driver)";
        }
        if (driver().isEmpty()) {
            return "no chromedriver on the PATH nor in CHROMEDRIVER (Debian: apt-get install chromium-driver)";
        }
        return null;
    }

    private static Optional<Path> find(String variable, List<String> names) {
        String set = System.getenv(variable);
        if (set != null && !set.isBlank()) {
            return Optional.of(Path.of(set)).filter(Files::isExecutable);
        }
        Stream<String> folders = Stream.concat(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                Stream.of("/usr/bin"));
        List<String> all = folders.filter(folder -> !folder.isBlank()).toList();
        return names.stream()
                .flatMap(name -> all.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
