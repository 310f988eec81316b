package bridge.config;

import bridge.http.AddressRange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Looks at every setting and says, without a value, what is wrong with which. */
class SettingsCheck {

    private static final int MIN_KEY_BYTES = 32;
    private static final int STORAGE_KEY_BYTES = 32;

    private static final List<String> SECRETS = List.of(
            "MONDAY_API_TOKEN",
            "MONDAY_OAUTH_CLIENT_SECRET",
            "MONDAY_SIGNING_SECRET",
            "MNDY_TOPIC_MESSAGES_SECRET",
            "ADMIN_TOKEN");

    private final UnaryOperator<String> settings;
    private final List<String> faults = new ArrayList<>();

    /** @param settings the value of a key, or null */
    SettingsCheck(UnaryOperator<String> settings) {
        this.settings = settings;
    }

    /** @return one sentence per fault; empty when the service can start */
    List<String> faults() {
        required("MONDAY_API_TOKEN", "the API token that reads and writes the ticket board");
        required(
                "JWT_SECRET_KEY",
                "the key that signs portal tokens, at least 32 random bytes: `openssl rand -base64 48`");
        required("SMTP_HOST", "the mail server that sends the login mails");
        if (!faults.isEmpty() && missing("MONDAY_BOARD_ID")) {
            faults.add("MONDAY_BOARD_ID is missing: the id of the ticket board; `setup` can make the board");
        }
        check("MONDAY_BOARD_ID", "must be the digits of a board's id", v -> v.matches("[0-9]{1,19}"));
        check("MONDAY_APP_ID", "must be digits", v -> v.matches("[0-9]{1,18}"));
        check("MONDAY_WORKSPACE_ID", "must be digits", v -> v.matches("[0-9]{1,19}"));
        check("MONDAY_API_VERSION", "must look like 2026-10", v -> v.matches("20[0-9]{2}-(01|04|07|10)"));
        for (String key : List.of(
                "MONDAY_API_URL",
                "MONDAY_OAUTH_BASE_PATH",
                "MONDAY_OAUTH_TOKEN_PATH",
                "MONDAY_STORAGE_URL",
                "API_URL",
                "FRONTEND_URL",
                "MAGIC_LINK_URL")) {
            check(key, "must be an http or https address", SettingsCheck::isHttp);
        }
        checkPorts();
        checkKeys();
        checkMail();
        number("JWT_EXPIRATION_HOURS", 1, 24 * 365);
        number("MAGIC_LINK_EXPIRATION_MINUTES", 1, 24 * 60);
        number("SHUTDOWN_DELAY_SECONDS", 0, 60);
        oneOf("JWT_ALGORITHM", Set.of("HS256", "HS384", "HS512"));
        oneOf("MONDAY_OAUTH_FLOW", Set.of("legacy", "2.1"));
        oneOf("STORAGE_BACKEND", Set.of("database", "monday"));
        oneOf("PORTAL_DISCLOSE_UNKNOWN_EMAIL", Set.of("true", "false"));
        check(
                "ALLOWED_ORIGINS",
                "must be origins such as https://portal.example.com, comma-separated, never *",
                v -> all(v, SettingsCheck::isOrigin));
        check(
                "TRUSTED_PROXIES",
                "must be IP addresses such as 10.0.0.5 or ranges such as 10.0.0.0/8, comma-separated",
                v -> all(v, SettingsCheck::isAddressRange));
        check("DATABASE_URL", "must be a jdbc:postgresql:, jdbc:h2: or postgres:// address", SettingsCheck::isDatabase);
        check(
                "ACTIVEMQ_BROKER_URL",
                "must be a tcp://, ssl://, failover:( or vm:// address",
                v -> v.matches("(tcp|ssl|nio|nio\\+ssl|auto|vm)://.+|failover:.+|discovery:.+"));
        return List.copyOf(faults);
    }

    private void checkPorts() {
        number("API_PORT", 1, 65535);
        number("PORT", 1, 65535);
        number("SMTP_PORT", 1, 65535);
    }

    private void checkKeys() {
        check(
                "JWT_SECRET_KEY",
                "must have at least 32 bytes in each of its comma-separated keys",
                v -> all(v, key -> key.getBytes(StandardCharsets.UTF_8).length >= MIN_KEY_BYTES));
        check(
                "JWT_SECRET_KEY",
                "is a sample value: make one with `openssl rand -base64 48`",
                v -> all(v, key -> !isSample(key)));
        check(
                "SECURE_STORAGE_KEY",
                "must be base64 of 32 bytes, or several such keys separated by commas",
                v -> all(v, SettingsCheck::isStorageKey));
        Set<String> seen = new HashSet<>(split(value("JWT_SECRET_KEY")));
        for (String key : SECRETS) {
            String value = value(key);
            if (!value.isEmpty() && !seen.add(value)) {
                faults.add(key + " equals another secret: each needs a value of its own");
            }
        }
    }

    private void checkMail() {
        oneOf("SMTP_TLS", Set.of("off", "starttls", "required", "implicit"));
        check("FROM_EMAIL", "must be a plain e-mail address", v -> v.matches("[^\\s@<>,;\"()]+@[^\\s@<>,;\"()]+"));
        if (!missing("SMTP_PASSWORD") && missing("SMTP_USER")) {
            faults.add("SMTP_USER is missing: SMTP_PASSWORD is set");
        }
    }

    private void required(String key, String meaning) {
        if (missing(key)) {
            faults.add(key + " is missing: " + meaning);
        }
    }

    private void number(String key, int from, int to) {
        check(
                key,
                "must be a whole number from " + from + " to " + to,
                v -> v.matches("[0-9]{1,9}") && Integer.parseInt(v) >= from && Integer.parseInt(v) <= to);
    }

    private void oneOf(String key, Set<String> values) {
        check(
                key,
                "must be one of " + String.join(", ", values.stream().sorted().toList()),
                values::contains);
    }

    private void check(String key, String rule, Predicate<String> holds) {
        String value = value(key);
        if (!value.isEmpty() && !holds.test(value)) {
            faults.add(key + " " + rule);
        }
    }

    private boolean missing(String key) {
        return value(key).isEmpty();
    }

    private String value(String key) {
        String value = settings.apply(key);
        return value == null ? "" : value.trim();
    }

    private static List<String> split(String value) {
        return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*", -1));
    }

    private static boolean all(String value, Predicate<String> holds) {
        return split(value).stream().allMatch(holds);
    }

    private static boolean isHttp(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static boolean isOrigin(String value) {
        return isHttp(value) && value.matches("https?://[^/?#\\s*@]+");
    }

    private static boolean isAddressRange(String value) {
        try {
            return AddressRange.parse(value) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDatabase(String value) {
        try {
            return !DatabaseUrl.parse(value).jdbc().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isStorageKey(String value) {
        try {
            return Base64.getDecoder().decode(value).length == STORAGE_KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSample(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("change-me")
                || lower.contains("changeme")
                || lower.contains("your-secret")
                || lower.contains("your_secret")
                || key.chars().distinct().count() < 8;
    }
}
