package bridge.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which API version answers a call.
 *
 * @see <a href="https://developer.monday.com/api-reference/docs/api-versioning">API versioning</a>
 */
final class ApiVersions {
    static final String CURRENT = "2026-10";
    private static final String MAINTENANCE = "2026-07";
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("2027-01", "release_candidate");
        KINDS.put(CURRENT, "current");
        KINDS.put(MAINTENANCE, "maintenance");
        KINDS.put("2026-04", "old__maintenance");
        KINDS.put("2026-01", "old_previous_maintenance");
        KINDS.put("2025-10", "old_previous_maintenance");
        KINDS.put("2025-07", "old_previous_maintenance");
        KINDS.put("2025-04", "old_previous_maintenance");
    }

    private ApiVersions() {}

    /**
     * @param asked the header's text; null without one
     * @return a version that exists: a retired one is served by the maintenance version, an unknown one by the current
     * @throws MondayException if it is no version at all
     */
    static String serving(String asked) {
        if (asked == null || asked.isBlank()) {
            return CURRENT;
        }
        if (!asked.matches("\\d{4}-\\d{2}")) {
            throw new MondayException("InvalidVersionException", 400, "Invalid API version", Map.of("version", asked));
        }
        if (KINDS.containsKey(asked)) {
            return asked;
        }
        boolean retired = asked.matches("\\d{4}-(01|04|07|10)") && asked.compareTo("2025-04") < 0;
        return retired ? MAINTENANCE : CURRENT;
    }

    static Map<String, String> all() {
        return KINDS;
    }

    static String kind(String version) {
        return KINDS.get(version);
    }
}
