package bridge.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What went through each flow, from the meters that every route has. A flow is what its routes' ids begin with. */
@Component("flowCounts")
public class FlowCounts {

    private static final int SAMPLES = 30;

    /**
     * @param exchanges since the start, or since the route was last changed; {@code failed} and {@code refused} are among them
     * @param failed    left their route with a failure
     * @param refused   ended in the flow's failure policy, such as an answer of 4xx
     * @param perMinute over the last minutes
     * @param meanMs    time in the route; null before the first exchange
     */
    record Flow(
            String flow,
            int routes,
            long exchanges,
            long failed,
            long refused,
            @JsonProperty("in_flight") long inFlight,
            @JsonProperty("per_minute") double perMinute,
            @JsonProperty("mean_ms") Double meanMs) {}

    private record Sample(long at, Map<String, Double> exchanges) {}

    private final MeterRegistry meters;
    private final Deque<Sample> samples = new ArrayDeque<>();

    FlowCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Called every ten seconds, for the rates. */
    public synchronized void sample() {
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(new Sample(System.nanoTime(), sums("camel.exchanges.total", FlowCounts::first)));
    }

    List<Flow> read() {
        Map<String, Double> exchanges = sums("camel.exchanges.total", FlowCounts::first);
        Map<String, Double> routes = sums("camel.exchanges.total", meter -> 1);
        Map<String, Double> failed = sums("camel.exchanges.failed", FlowCounts::first);
        Map<String, Double> refused = sums("camel.exchanges.failures.handled", FlowCounts::first);
        Map<String, Double> inFlight = sums("camel.exchanges.inflight", FlowCounts::first);
        Map<String, Double> times =
                sums("camel.route.policy", meter -> ((Timer) meter).totalTime(TimeUnit.MILLISECONDS));
        Map<String, Double> timed = sums("camel.route.policy", meter -> ((Timer) meter).count());
        return routes.keySet().stream()
                .map(flow -> new Flow(
                        flow,
                        routes.get(flow).intValue(),
                        exchanges.getOrDefault(flow, 0.0).longValue(),
                        failed.getOrDefault(flow, 0.0).longValue(),
                        refused.getOrDefault(flow, 0.0).longValue(),
                        inFlight.getOrDefault(flow, 0.0).longValue(),
                        perMinute(flow, exchanges.getOrDefault(flow, 0.0)),
                        timed.getOrDefault(flow, 0.0) == 0 ? null : rounded(times.get(flow) / timed.get(flow))))
                .toList();
    }

    private synchronized double perMinute(String flow, double exchanges) {
        if (samples.isEmpty()) {
            return 0;
        }
        Sample oldest = samples.getFirst();
        double minutes = Math.max(
                1.0 / 60,
                (System.nanoTime() - oldest.at())
                        / (double) Duration.ofMinutes(1).toNanos());
        double more = exchanges - oldest.exchanges().getOrDefault(flow, 0.0);
        return rounded(Math.max(0, more) / minutes);
    }

    private Map<String, Double> sums(String name, ToDoubleFunction<Meter> value) {
        Map<String, Double> sums = new TreeMap<>();
        for (Meter meter : meters.find(name).meters()) {
            String route = meter.getId().getTag("routeId");
            if (route != null && !route.isEmpty()) {
                sums.merge(route.replaceFirst("-.*", ""), value.applyAsDouble(meter), Double::sum);
            }
        }
        return sums;
    }

    private static double first(Meter meter) {
        return meter.measure().iterator().next().getValue();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
