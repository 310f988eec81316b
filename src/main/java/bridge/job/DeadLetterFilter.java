package bridge.job;

import bridge.problem.Problem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which dead letters are meant: those that match everything asked for. */
final class DeadLetterFilter {

    private static final Map<String, String> CONDITIONS = new LinkedHashMap<>();

    static {
        CONDITIONS.put("kind", "kind = :kind");
        CONDITIONS.put("error", "POSITION(:error IN LOWER(last_error)) > 0");
        CONDITIONS.put("since", "finished_at >= :since");
        CONDITIONS.put("until", "finished_at < :until");
    }

    private static final Set<String> TIMES = Set.of("since", "until");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * @param query {@code kind}; {@code error}: a part of the last error, whatever its case; {@code since} (inclusive) and
     *              {@code until}: when it was given up, ISO-8601 with an offset; others are not looked at
     * @throws Problem 422
     */
    DeadLetterFilter(Map<String, String> query) {
        for (String name : CONDITIONS.keySet()) {
            String value = query.get(name);
            if (value != null) {
                values.put(name, TIMES.contains(name) ? time(name, value) : text(name, value));
            }
        }
    }

    /** @return a condition on the table job, with named parameters */
    String condition() {
        List<String> all = new ArrayList<>(List.of("state = 'dead'"));
        values.keySet().forEach(name -> all.add(CONDITIONS.get(name)));
        return String.join(" AND ", all);
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }

    private static String text(String name, String value) {
        return name.equals("error") ? value.toLowerCase(Locale.ROOT) : value;
    }

    private static OffsetDateTime time(String name, String value) {
        try {
            return OffsetDateTime.parse(value);
        } catch (DateTimeException e) {
            throw Problem.invalid(name, "must be a time such as 2026-11-20T09:00:00Z");
        }
    }
}
