package bridge.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was asked of the API: every call is counted, the latest 20,000 are kept. */
public final class CallLog {
    private static final int KEPT = 20_000;

    private final Deque<RecordedCall> calls = new ArrayDeque<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long total;

    synchronized void add(RecordedCall call) {
        total++;
        call.rootFields().forEach(field -> counts.merge(field, 1L, Long::sum));
        calls.add(call);
        if (calls.size() > KEPT) {
            calls.remove();
        }
    }

    /** Oldest first. */
    public synchronized List<RecordedCall> all() {
        return new ArrayList<>(calls);
    }

    /** Calls with this root field, such as {@code create_item}; oldest first. */
    public List<RecordedCall> of(String rootField) {
        return all().stream().filter(call -> call.has(rootField)).toList();
    }

    public synchronized long total() {
        return total;
    }

    public synchronized long count(String rootField) {
        return counts.getOrDefault(rootField, 0L);
    }

    /** Calls per root field. */
    public synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    public synchronized void clear() {
        calls.clear();
        counts.clear();
        total = 0;
    }
}
