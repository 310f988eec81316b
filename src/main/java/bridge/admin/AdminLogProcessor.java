package bridge.admin;

import bridge.access.Caller;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes down, when a route is over, who did what to the service and how it went. */
@Component("logAdmin")
class AdminLogProcessor implements Processor, Synchronization {

    private static final Logger LOG = LoggerFactory.getLogger(AdminLogProcessor.class);

    @Override
    public void process(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    @Override
    public void onComplete(Exchange exchange) {
        log(exchange, exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, "200", String.class));
    }

    @Override
    public void onFailure(Exchange exchange) {
        log(exchange, "failed");
    }

    private static void log(Exchange exchange, String outcome) {
        String who = exchange.getVariable("caller", Caller.class).subject();
        LOG.info("Staff {} did {}: {}", who, exchange.getFromRouteId(), outcome);
    }
}
