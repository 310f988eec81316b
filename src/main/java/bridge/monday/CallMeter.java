package bridge.monday;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts and times the calls by operation, priority and outcome, and what they cost. */
@Component("callMeter")
class CallMeter {

    private final MeterRegistry meters;

    CallMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    void waited(MondayRequest request, Duration pause) {
        Timer.builder("bridge.monday.wait")
                .description("Time a call waited for a place")
                .tag("priority", request.call().priority().word())
                .register(meters)
                .record(pause);
    }

    /** @param failure null: none */
    void called(MondayRequest request, Duration taken, Throwable failure) {
        Timer.builder("bridge.monday.calls")
                .description("Calls to monday, without the wait for a place")
                .tag("operation", request.call().operation())
                .tag("priority", request.call().priority().word())
                .tag("outcome", outcome(failure))
                .register(meters)
                .record(taken);
    }

    /** Counts the points of documents that ask for {@code complexity { query }}. */
    void cost(MondayRequest request, MondayReply reply) {
        long points = reply.data().path("complexity").path("query").asLong(0);
        if (points > 0) {
            meters.counter(
                            "bridge.monday.complexity",
                            "priority",
                            request.call().priority().word())
                    .increment(points);
        }
    }

    private static String outcome(Throwable failure) {
        if (failure == null) {
            return "ok";
        }
        if (failure instanceof MondayUnavailableException) {
            return "unavailable";
        }
        if (failure instanceof MondayRefusedException) {
            return "refused";
        }
        return failure instanceof MondayMisconfiguredException ? "misconfigured" : "error";
    }
}
