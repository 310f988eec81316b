package bridge.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Checks all settings before anything starts, and adds those that follow from others. */
class SettingsPostProcessor implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<String> faults = new SettingsCheck(environment::getProperty).faults();
        // The doctor tells of faults among other things.
        boolean onlyLooking = "doctor".equals(environment.getProperty("bridge.command"));
        if (!faults.isEmpty() && !onlyLooking) {
            throw new BadSettingsException(faults);
        }
        Map<String, Object> derived = new LinkedHashMap<>();
        derived.put("bridge.faults", String.join("\n", faults));
        if (faults.stream().noneMatch(fault -> fault.startsWith("DATABASE_URL"))) {
            addDatabase(environment, derived);
        }
        addSender(environment, derived);
        environment.getPropertySources().addLast(new MapPropertySource("derived settings", derived));
    }

    private static void addDatabase(ConfigurableEnvironment environment, Map<String, Object> derived) {
        String given = environment.getProperty("DATABASE_URL", "");
        DatabaseUrl url = given.isBlank()
                ? DatabaseUrl.embedded(Path.of(environment.getProperty("bridge.data-dir", "./data")))
                : DatabaseUrl.parse(given);
        derived.put("spring.datasource.url", url.jdbc());
        derived.put("bridge.shutdown-delay", shutdownDelay(environment, url));
        put(derived, "spring.datasource.username", environment.getProperty("DATABASE_USER"), url.user());
        put(derived, "spring.datasource.password", environment.getProperty("DATABASE_PASSWORD"), url.password());
    }

    /** Only where there can be another node is it worth the wait. */
    private static String shutdownDelay(ConfigurableEnvironment environment, DatabaseUrl url) {
        String given = environment.getProperty("SHUTDOWN_DELAY_SECONDS", "");
        String seconds = !given.isBlank() ? given.strip() : url.jdbc().startsWith("jdbc:postgresql:") ? "5" : "0";
        return seconds + "s";
    }

    /** Without {@code FROM_EMAIL} mails come from the SMTP user when that is an address, else from no-reply at our own host. */
    private static void addSender(ConfigurableEnvironment environment, Map<String, Object> derived) {
        String user = environment.getProperty("SMTP_USER", "");
        String host = java.net
                .URI
                .create(environment.getProperty("bridge.api.url", "http://localhost"))
                .getHost();
        put(
                derived,
                "bridge.mail.sender",
                environment.getProperty("FROM_EMAIL"),
                user.contains("@") ? user : "no-reply@" + host);
    }

    private static void put(Map<String, Object> derived, String key, String given, String otherwise) {
        String value = given == null || given.isBlank() ? otherwise : given;
        if (value != null) {
            derived.put(key, value);
        }
    }

    /** After Spring Boot has read the configuration files. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
