package bridge.monday;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Gives the place back, and the caller its headers. */
@Component("leaveMonday")
class LeaveProcessor implements Processor {

    private final CallBudgets budgets;
    private final CallMeter meter;

    LeaveProcessor(CallBudgets budgets, CallMeter meter) {
        this.budgets = budgets;
        this.meter = meter;
    }

    @Override
    public void process(Exchange exchange) {
        long started = exchange.getProperty(EnterProcessor.STARTED, Long.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        MondayRequest request = exchange.getVariable("mondayRequest", MondayRequest.class);
        budgets.of(request.call()).leave();
        meter.called(request, Duration.ofNanos(System.nanoTime() - started), failure);
        exchange.getMessage().removeHeaders("*");
        Map<?, ?> headers = exchange.getProperty(EnterProcessor.OUTER_HEADERS, Map.class);
        headers.forEach((name, value) -> exchange.getMessage().setHeader(name.toString(), value));
        exchange.removeProperty(EnterProcessor.OUTER_HEADERS);
    }
}
