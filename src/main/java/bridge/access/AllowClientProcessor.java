package bridge.access;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Lets any valid client or staff token pass; sets the variable {@code caller}. */
@Component("allowClient")
class AllowClientProcessor implements Processor {

    private final AccessCheck access;

    AllowClientProcessor(AccessCheck access) {
        this.access = access;
    }

    @Override
    public void process(Exchange exchange) {
        String authorization = (String) exchange.getMessage().removeHeader("Authorization");
        exchange.setVariable("caller", access.authenticate(authorization));
    }
}
