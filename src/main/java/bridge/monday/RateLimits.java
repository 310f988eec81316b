package bridge.monday;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers {@code RateLimit} and {@code RateLimit-Policy} say
 * (developer.monday.com/api-reference/docs/rate-limits): lists such as {@code "minuteRate";r=990, "complexityMinute";r=4900000;t=45}.
 *
 * @param quotas the whole of each limit
 * @param left   what remains of it
 * @param resets when it is whole again, where stated
 */
record RateLimits(Map<String, Long> quotas, Map<String, Long> left, Map<String, Duration> resets) {

    static final String CALLS = "minuteRate";
    static final String COMPLEXITY = "complexityMinute";
    private static final Pattern PART = Pattern.compile("\"([A-Za-z]{1,40})\"([^,]{0,200})");
    private static final Pattern NUMBER = Pattern.compile(";([qrt])=([0-9]{1,15})");

    static RateLimits in(MondayAnswer answer) {
        Map<String, Long> quotas = new HashMap<>();
        Map<String, Long> left = new HashMap<>();
        Map<String, Duration> resets = new HashMap<>();
        read(answer.header("RateLimit-Policy"), (name, key, value) -> {
            if (key == 'q') {
                quotas.put(name, value);
            }
        });
        read(answer.header("RateLimit"), (name, key, value) -> {
            if (key == 'r') {
                left.put(name, value);
            } else if (key == 't') {
                resets.put(name, Duration.ofSeconds(Math.min(value, 86_400)));
            }
        });
        return new RateLimits(quotas, left, resets);
    }

    boolean isSpent(String limit) {
        return left.getOrDefault(limit, 1L) <= 0;
    }

    /** True when less than a tenth is left. */
    boolean isLow(String limit) {
        Long remaining = left.get(limit);
        Long quota = quotas.get(limit);
        return remaining != null && quota != null && remaining < quota / 10;
    }

    /** @return {@link Duration#ZERO} when it is not stated */
    Duration untilReset(String limit) {
        return resets.getOrDefault(limit, Duration.ZERO);
    }

    private interface Found {
        void put(String name, char key, long value);
    }

    private static void read(String header, Found found) {
        if (header == null || header.length() > 2000) {
            return;
        }
        Matcher part = PART.matcher(header);
        while (part.find()) {
            Matcher number = NUMBER.matcher(part.group(2));
            while (number.find()) {
                found.put(part.group(1), number.group(1).charAt(0), Long.parseLong(number.group(2)));
            }
        }
    }
}
