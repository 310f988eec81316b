package bridge.monday;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The files of {@code graphql/} beside the routes; one that is not there is taken from the jar. An edit counts at once. */
@Component
class GraphqlDocuments {

    private record Kept(FileTime changed, GraphqlDocument document) {}

    private final Path folder;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    GraphqlDocuments(@Value("${bridge.routes-dir}") Path routes) {
        this.folder = routes.resolve("graphql");
    }

    /** @throws IllegalArgumentException if there is no such operation */
    GraphqlDocument read(String operation) {
        if (!operation.matches("[a-z][a-z0-9-]{0,60}")) {
            throw new IllegalArgumentException("not the name of an operation");
        }
        Path file = folder.resolve(operation + ".graphql");
        try {
            FileTime changed = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
            Kept known = kept.get(operation);
            if (known == null || !known.changed().equals(changed)) {
                String text = Files.exists(file) ? Files.readString(file) : inJar(operation);
                known = new Kept(changed, new GraphqlDocument(operation, text));
                kept.put(operation, known);
            }
            return known.document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inJar(String operation) throws IOException {
        var resource = new ClassPathResource("routes/graphql/" + operation + ".graphql");
        if (!resource.exists()) {
            throw new IllegalArgumentException("There is no GraphQL document " + operation);
        }
        return resource.getContentAsString(StandardCharsets.UTF_8);
    }
}
