package bridge.monday;

import java.time.Duration;
import java.util.HashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Waits for a place, and puts the caller's headers aside: they are none of monday's business. */
@Component("enterMonday")
class EnterProcessor implements Processor {

    static final String OUTER_HEADERS = "bridge.monday.outer-headers";
    static final String STARTED = "bridge.monday.started";

    private final CallBudgets budgets;
    private final CallMeter meter;

    EnterProcessor(CallBudgets budgets, CallMeter meter) {
        this.budgets = budgets;
        this.meter = meter;
    }

    @Override
    public void process(Exchange exchange) {
        MondayRequest request = exchange.getVariable("mondayRequest", MondayRequest.class);
        long came = System.nanoTime();
        try {
            budgets.of(request.call()).enter(request.call().priority());
        } finally {
            meter.waited(request, Duration.ofNanos(System.nanoTime() - came));
        }
        exchange.setProperty(STARTED, System.nanoTime());
        exchange.setProperty(OUTER_HEADERS, new HashMap<>(exchange.getMessage().getHeaders()));
    }
}
