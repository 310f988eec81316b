package bridge.config;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code application.yaml.example} names the settings that there are, and no others. */
class SettingsExampleTest {

    private static final Path EXAMPLE = Path.of("application.yaml.example");
    private static final Path SETTINGS = Path.of("src/main/resources/application.yaml");
    private static final Path SOURCES = Path.of("src/main/java");

    /** A key and its value, or one that waits to be uncommented. */
    private static final Pattern KEY_LINE = Pattern.compile("(?:# )?([A-Z][A-Z0-9_]+): .*");

    private static final Pattern NESTED_LINE = Pattern.compile("# (bridge:|  +[a-z_-]+:.*)");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(?::([^${}]*))?");

    /** What the monday app will read, once it is there. */
    private static final Set<String> APP_HALF =
            Set.of("MONDAY_OAUTH_CLIENT_ID", "BACK_TO_URL_HOSTS", "TRIGGER_URL_HOSTS");

    private final List<String> lines = lines();

    @Test
    void everySettingThatIsReadIsExplained() {
        assertThat(placeholders().keySet()).isNotEmpty().isSubsetOf(keys());
    }

    @Test
    void everySettingThatIsExplainedIsRead() {
        String code = read(SETTINGS) + sources();
        Set<String> unread = keys();
        unread.removeIf(key -> code.contains("${" + key) || code.contains('"' + key + '"'));
        assertThat(unread).isSubsetOf(APP_HALF);
    }

    @Test
    void theDefaultsAreTheRealOnes() {
        placeholders().forEach((key, value) -> {
            if (!value.isEmpty()) {
                assertThat(explanation(key)).as(key).containsPattern("(Default|else):? " + Pattern.quote(value));
            }
        });
    }

    @Test
    void uncommentedAsAWholeItIsAConfigurationThatStarts() {
        Map<String, Object> yaml = new Yaml()
                .load(lines.stream().map(SettingsExampleTest::uncomment).collect(joining("\n")));
        Map<String, String> values = yaml.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Map))
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
        assertThat(values.keySet()).isEqualTo(keys());
        assertThat(yaml).containsKey("bridge");

        assertThat(new SettingsCheck(values::get).faults()).hasSize(3).allMatch(fault -> fault.contains("is missing"));
        Map<String, String> filled = new HashMap<>(values);
        filled.put("MONDAY_API_TOKEN", "token-of-the-board");
        filled.put("JWT_SECRET_KEY", "qwertyuiopasdfghjklzxcvbnm1234567890");
        filled.put("SMTP_HOST", "mail.example.com");
        assertThat(new SettingsCheck(filled::get).faults()).isEmpty();
    }

    private static String uncomment(String line) {
        return KEY_LINE.matcher(line).matches() || NESTED_LINE.matcher(line).matches()
                ? line.replaceFirst("^# ", "")
                : line;
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (String line : lines) {
            Matcher key = KEY_LINE.matcher(line);
            if (key.matches()) {
                assertThat(keys.add(key.group(1))).as(line).isTrue();
            }
        }
        return keys;
    }

    /** The paragraph that a key stands in. */
    private String explanation(String key) {
        return Stream.of(String.join("\n", lines).split("\n\n"))
                .filter(paragraph -> Pattern.compile("(?m)^(# )?" + key + ": ")
                        .matcher(paragraph)
                        .find())
                .findAny()
                .orElse("");
    }

    /** What application.yaml takes from the environment, with the default where that is a plain value. */
    private static Map<String, String> placeholders() {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = PLACEHOLDER.matcher(read(SETTINGS));
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
        }
        return found;
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .map(SettingsExampleTest::read)
                    .collect(joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines() {
        return read(EXAMPLE).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
