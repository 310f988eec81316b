package bridge.architecture;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code routes/}, read as plain YAML. */
final class RouteFiles {

    static final Path FOLDER = Path.of("routes");
    private static final String SUFFIX = ".camel.yaml";

    /**
     * A {@code route} or {@code routeConfiguration}.
     *
     * @param flow    the file's name, without its ending
     * @param content what stands below the key {@code route} or {@code routeConfiguration}
     */
    record Entry(String flow, Map<String, Object> content) {

        String id() {
            return text(content, "id");
        }

        String description() {
            return text(content, "description");
        }

        String policy() {
            return text(content, "routeConfigurationId");
        }

        /** The component of {@code from}: {@code direct}, {@code platform-http}, {@code jms}, … */
        String source() {
            return text(from(), "uri").replaceFirst(":.*", "");
        }

        /** A parameter of {@code from}, "" when it is not there. */
        String parameter(String name) {
            return map(from().get("parameters")).getOrDefault(name, "").toString();
        }

        Map<String, Object> from() {
            return map(content.get("from"));
        }

        /** The steps of the main line. */
        List<Step> mainLine() {
            return steps(from().get("steps"));
        }

        /** Every step and every branch, however deep. */
        List<Step> allSteps() {
            List<Step> all = new ArrayList<>();
            collect(content, all);
            return all;
        }
    }

    /**
     * @param kind the step's only key: {@code to}, {@code bean}, …; of a branch the key of its list: {@code when}, {@code doCatch}, …
     * @param body null when the step is written in the compact notation
     */
    record Step(String kind, Map<String, Object> body) {

        String id() {
            return body == null ? "" : text(body, "id");
        }
    }

    private RouteFiles() {}

    static List<Entry> routes() {
        return entries("route");
    }

    static List<Entry> policies() {
        return entries("routeConfiguration");
    }

    static Map<String, Object> map(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        @SuppressWarnings("unchecked")
        var typed = (Map<String, Object>) map;
        return typed;
    }

    static String text(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    private static List<Entry> entries(String key) {
        List<Entry> found = new ArrayList<>();
        for (Path file : files()) {
            String flow = file.getFileName().toString().replace(SUFFIX, "");
            for (Object part : (List<?>) read(file)) {
                if (map(part).containsKey(key)) {
                    found.add(new Entry(flow, map(map(part).get(key))));
                }
            }
        }
        return found;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(options)).load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Step> steps(Object list) {
        if (!(list instanceof List<?> steps)) {
            return List.of();
        }
        return steps.stream()
                .map(RouteFiles::map)
                .map(step -> step.entrySet().iterator().next())
                .map(step -> new Step(step.getKey(), step.getValue() instanceof Map<?, ?> body ? map(body) : null))
                .toList();
    }

    private static void collect(Map<String, Object> node, List<Step> all) {
        node.forEach((key, value) -> {
            if (key.equals("steps") || key.equals("onException")) {
                all.addAll(steps(value));
            } else if (List.of("when", "doCatch").contains(key) && value instanceof List<?> branches) {
                branches.forEach(branch -> all.add(new Step(key, map(branch))));
            } else if (List.of("otherwise", "doFinally", "onFallback", "onWhen").contains(key)) {
                all.add(new Step(key, map(value)));
            }
            if (value instanceof List<?> list) {
                list.forEach(item -> collect(map(item), all));
            } else {
                collect(map(value), all);
            }
        });
    }
}
