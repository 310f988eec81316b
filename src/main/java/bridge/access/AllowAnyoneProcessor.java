package bridge.access;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** The access rule of entrances that ask for no token; named so that no route is open by omission. */
@Component("allowAnyone")
class AllowAnyoneProcessor implements Processor {

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().removeHeader("Authorization");
    }
}
