package bridge.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks at a folder again and again. A file counts as changed once it has stayed the same from one look to the next, so that a
 * file half written is left alone. Works on mounted volumes too, where the operating system reports no changes.
 */
class FolderWatch {

    private record Stamp(FileTime modified, long size) {}

    private final Path folder;
    private Map<String, Stamp> seen;
    private Map<String, Stamp> reported;

    FolderWatch(Path folder) throws IOException {
        this.folder = folder;
        this.seen = stamps();
        this.reported = seen;
    }

    /** @return all files when some differ from those last returned and none was being written, else empty */
    Optional<Map<String, RouteFile>> changed() throws IOException {
        Map<String, Stamp> now = stamps();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(reported)) {
            return Optional.empty();
        }
        Map<String, RouteFile> files = files(folder);
        reported = now;
        return Optional.of(files);
    }

    /** By name. */
    static Map<String, RouteFile> files(Path folder) throws IOException {
        Map<String, RouteFile> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(FolderWatch::isRouteFile).toList()) {
                String name = file.getFileName().toString();
                files.put(name, new RouteFile(name, Files.readString(file)));
            }
        }
        return files;
    }

    private Map<String, Stamp> stamps() throws IOException {
        Map<String, Stamp> stamps = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(FolderWatch::isRouteFile).toList()) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.put(file.getFileName().toString(), new Stamp(attributes.lastModifiedTime(), attributes.size()));
            }
        }
        return stamps;
    }

    private static boolean isRouteFile(Path file) {
        return RouteFile.isNamed(file.getFileName().toString()) && Files.isRegularFile(file);
    }
}
