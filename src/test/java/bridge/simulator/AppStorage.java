package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The app's values at monday, per account.
 *
 * @see <a href="https://developer.monday.com/apps/docs/mondaystorage">monday storage</a>
 */
public final class AppStorage {
    static final int MAX_KEY = 256;
    static final int MAX_VALUE = 6 * 1024 * 1024;
    private static final Duration MAX_TTL = Duration.ofDays(30);
    private static final int PER_SECOND = 12;

    private final World world;
    private final Behaviour behaviour = new Behaviour();
    private final List<StoredEntry> entries = new ArrayList<>();
    private final Map<String, List<Long>> calls = new LinkedHashMap<>();
    private boolean limited;
    private int pageSize = 50;

    AppStorage(World world) {
        this.world = world;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    /** Refuses more than 12 calls a second of one token, or stops refusing them. */
    public void enforceLimit(boolean on) {
        world.locked(() -> limited = on);
    }

    /** How many records a page of a search has; monday's own number is not documented. */
    public void pageSize(int records) {
        world.locked(() -> pageSize = records);
    }

    /** What an account has, by key. */
    public Map<String, JsonNode> values(long accountId) {
        return world.locked(() -> {
            var values = new LinkedHashMap<String, JsonNode>();
            alive(accountId).forEach(e -> values.put(e.key(), e.value()));
            return values;
        });
    }

    boolean tooFast(Token token) {
        return world.locked(() -> {
            long now = world.now().toEpochMilli();
            var recent = calls.computeIfAbsent(token.value(), t -> new ArrayList<>());
            recent.removeIf(at -> at <= now - 1000);
            recent.add(now);
            return limited && recent.size() > PER_SECOND;
        });
    }

    Optional<StoredEntry> get(long accountId, String key, boolean shared) {
        return world.locked(() -> alive(accountId).stream()
                .filter(e -> e.is(accountId, key, shared))
                .findFirst());
    }

    /**
     * @param previousVersion null: whatever there is
     * @param ttl seconds; null: for ever
     * @return empty when the version is another one
     */
    Optional<StoredEntry> set(
            long accountId, String key, boolean shared, JsonNode value, String previousVersion, Long ttl) {
        return world.locked(() -> {
            var before = get(accountId, key, shared);
            if (previousVersion != null
                    && !previousVersion.equals(before.map(StoredEntry::version).orElse(null))) {
                return Optional.empty();
            }
            delete(accountId, key, shared);
            var version = world.newUuid().substring(0, 5);
            var expiresAt = ttl == null ? null : world.now().plusSeconds(ttl);
            var entry = new StoredEntry(accountId, key, shared, value, version, expiresAt);
            entries.add(entry);
            return Optional.of(entry);
        });
    }

    /** @throws IllegalArgumentException if monday would not keep it so long */
    static void checkTtl(Long ttl) {
        if (ttl != null && (ttl < 1 || ttl > MAX_TTL.toSeconds())) {
            throw new IllegalArgumentException("ttl must be between 1 second and 30 days");
        }
    }

    boolean delete(long accountId, String key, boolean shared) {
        return world.locked(() -> entries.removeIf(e -> e.is(accountId, key, shared)));
    }

    /** @param cursor where to go on; null: at the beginning. Its form is not documented. */
    Map<String, Object> search(long accountId, String term, String cursor) {
        return world.locked(() -> {
            var found = alive(accountId).stream()
                    .filter(e -> e.key().contains(term))
                    .toList();
            int from = World.number(cursor).orElse(0L).intValue();
            int to = Math.min(found.size(), from + pageSize);
            var page = new LinkedHashMap<String, Object>();
            page.put(
                    "records",
                    found.subList(Math.min(from, to), to).stream()
                            .map(e -> Map.of("key", e.key(), "value", e.value(), "backendOnly", !e.shared()))
                            .toList());
            page.put("cursor", to < found.size() ? String.valueOf(to) : null);
            return page;
        });
    }

    private List<StoredEntry> alive(long accountId) {
        return entries.stream()
                .filter(e -> e.accountId() == accountId)
                .filter(e -> e.expiresAt() == null || world.now().isBefore(e.expiresAt()))
                .toList();
    }

    /** Misbehaves no more; what is stored stays. */
    void calm() {
        behaviour.calm();
        enforceLimit(false);
    }
}
