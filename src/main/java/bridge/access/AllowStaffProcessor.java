package bridge.access;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Lets staff pass: a staff token or the admin token; sets the variable {@code caller}. */
@Component("allowStaff")
class AllowStaffProcessor implements Processor {

    private final AccessCheck access;

    AllowStaffProcessor(AccessCheck access) {
        this.access = access;
    }

    @Override
    public void process(Exchange exchange) {
        String authorization = (String) exchange.getMessage().removeHeader("Authorization");
        exchange.setVariable("caller", access.staff(authorization));
    }
}
