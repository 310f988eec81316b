package bridge.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Loads the route files: those of {@code ROUTES_DIR} when there is such a folder, else those in the jar. */
@Component
class RoutesFolder implements CamelContextConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(RoutesFolder.class);
    private static final String SUFFIX = ".camel.yaml";

    private final Path folder;

    RoutesFolder(@Value("${bridge.routes-dir}") Path folder) {
        this.folder = folder;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        List<Resource> files = Files.isDirectory(folder) ? onDisk() : inJar();
        LOG.info("Loading {} route files from {}", files.size(), Files.isDirectory(folder) ? folder : "the jar");
        RoutesLoader loader = PluginHelper.getRoutesLoader(camel);
        try {
            loader.loadRoutes(files);
        } catch (Exception e) {
            throw new IllegalStateException("The route files cannot be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {}

    private List<Resource> onDisk() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .map(f -> ResourceHelper.fromBytes("file:" + f.getFileName(), bytes(f)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Resource> inJar() {
        List<Resource> files = new ArrayList<>();
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath:routes/*" + SUFFIX);
            Arrays.sort(found, (a, b) -> a.getFilename().compareTo(b.getFilename()));
            for (var file : found) {
                files.add(ResourceHelper.fromBytes("file:" + file.getFilename(), file.getContentAsByteArray()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
