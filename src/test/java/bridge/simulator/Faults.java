package bridge.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The faults that are armed. Calls that hang are let go when the faults are cleared. */
public final class Faults {
    private final List<Armed> armed = new ArrayList<>();
    private long lastId;
    private long clearings;

    private static final class Armed {
        final long id;
        final Fault fault;
        int left;

        Armed(long id, Fault fault) {
            this.id = id;
            this.fault = fault;
            this.left = fault.times();
        }
    }

    /** An armed fault with the calls it still concerns. */
    public record Entry(long id, Fault fault) {}

    /** {@return an id for {@link #clear(long)}} */
    public synchronized long arm(Fault fault) {
        armed.add(new Armed(++lastId, fault));
        return lastId;
    }

    public synchronized void clear() {
        armed.clear();
        clearings++;
        notifyAll();
    }

    public synchronized void clear(long id) {
        armed.removeIf(a -> a.id == id);
        clearings++;
        notifyAll();
    }

    /** Those not used up yet. */
    public synchronized List<Entry> list() {
        return armed.stream().map(a -> new Entry(a.id, a.fault.times(a.left))).toList();
    }

    /** The faults that concern a call: any latency, and the first of the others. Each is used up by one. */
    synchronized List<Entry> take(ApiCall call) {
        var taken = new ArrayList<Entry>();
        boolean other = false;
        for (var each : List.copyOf(armed)) {
            boolean latency = each.fault.kind() == Fault.Kind.LATENCY;
            if (!call.matches(each.fault.on()) || (!latency && other)) {
                continue;
            }
            other |= !latency;
            taken.add(new Entry(each.id, each.fault));
            if (each.left > 0 && --each.left == 0) {
                armed.remove(each);
            }
        }
        return taken;
    }

    /** Waits as long as a hanging call does: its own time, or until a fault is cleared. */
    synchronized void hang(Fault fault) throws InterruptedException {
        long end = System.nanoTime() + fault.delay().toNanos();
        if (fault.delay().equals(Duration.ZERO)) {
            end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        }
        long cleared = clearings;
        for (long left = end - System.nanoTime(); left > 0 && cleared == clearings; left = end - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }
}
