package bridge.camel;

import bridge.http.RouteDoors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Loads the route files: those of {@code ROUTES_DIR} when it holds any, else those in the jar. Files of the folder may be added,
 * changed and removed while the service runs. One that cannot be put to work is named in the log, and what it held before
 * stays at work.
 */
@Component("routesFolder")
public class RoutesFolder implements CamelContextConfiguration, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RoutesFolder.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);

    private final Path folder;
    private final List<String> only;
    private final RouteDoors doors;
    private FolderWatch watch;
    private volatile RouteUpdates updates;
    private volatile boolean stopping;
    private Thread watcher;

    /** @param only names of files without their ending, for a process that needs a part of the service; empty: all */
    RoutesFolder(
            @Value("${bridge.routes-dir}") Path folder,
            @Value("${bridge.route-files:}") List<String> only,
            RouteDoors doors) {
        this.folder = folder;
        this.only = only;
        this.doors = doors;
    }

    /** File names with what is wrong with them; empty when the folder's files are all at work. */
    public Map<String, String> refused() {
        return updates == null ? Map.of() : updates.refused();
    }

    /** @throws RouteFileException if one cannot be put to work: the service does not start then */
    @Override
    public void beforeApplicationStart(CamelContext camel) {
        try {
            Map<String, RouteFile> files = Map.of();
            if (Files.isDirectory(folder)) {
                watch = new FolderWatch(folder);
                files = FolderWatch.files(folder);
            }
            if (files.isEmpty()) {
                watch = null;
                files = inJar();
            }
            LOG.info("Loading {} route files from {}", files.size(), watch == null ? "the jar" : folder);
            if (!only.isEmpty()) {
                watch = null;
                files = new TreeMap<>(files);
                files.keySet().removeIf(name -> !only.contains(name.replace(RouteFile.SUFFIX, "")));
            }
            var running = new RunningRoutes(camel);
            running.start(files.values());
            updates = new RouteUpdates(running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        if (watch != null && watcher == null) {
            watcher = new Thread(() -> look(camel), "routes-folder");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private void look(CamelContext camel) {
        boolean unreadable = false;
        while (pause() && camel.isStarted()) {
            try {
                watch.changed().ifPresent(files -> doors.whileRoutesChange(() -> updates.takeIn(files)));
                unreadable = false;
            } catch (IOException | UncheckedIOException e) {
                if (!unreadable) {
                    LOG.warn("The folder of route files cannot be read; the routes stay as they are: {}", folder);
                }
                unreadable = true;
            } catch (RuntimeException e) {
                LOG.error("The route files could not be taken in", e);
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
            return !stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A change under way is finished. */
    @Override
    public void destroy() {
        stopping = true;
    }

    private static Map<String, RouteFile> inJar() throws IOException {
        Map<String, RouteFile> files = new TreeMap<>();
        for (var file :
                new PathMatchingResourcePatternResolver().getResources("classpath:routes/*" + RouteFile.SUFFIX)) {
            files.put(
                    file.getFilename(),
                    new RouteFile(file.getFilename(), file.getContentAsString(StandardCharsets.UTF_8)));
        }
        return files;
    }
}
