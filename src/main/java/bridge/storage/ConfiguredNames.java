package bridge.storage;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/** Names that are set in the environment or in {@code application.yaml}, written as environment variables are. */
@Component
class ConfiguredNames {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final ConfigurableEnvironment environment;

    ConfiguredNames(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** @return null when the name is not set, or is that of a derived setting */
    String value(String name) {
        return isName(name) ? environment.getProperty(name) : null;
    }

    List<String> all(Predicate<String> wanted) {
        return environment.getPropertySources().stream()
                .flatMap(source -> source instanceof EnumerablePropertySource<?> names
                        ? Stream.of(names.getPropertyNames())
                        : Stream.empty())
                .filter(ConfiguredNames::isName)
                .filter(wanted)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
