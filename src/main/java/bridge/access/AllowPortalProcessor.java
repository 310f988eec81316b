package bridge.access;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Lets staff pass, and clients of the portal that the path names ({@code portal_id}) and of no other; sets the variable {@code caller}. */
@Component("allowPortal")
class AllowPortalProcessor implements Processor {

    private final AccessCheck access;

    AllowPortalProcessor(AccessCheck access) {
        this.access = access;
    }

    @Override
    public void process(Exchange exchange) {
        String authorization = (String) exchange.getMessage().removeHeader("Authorization");
        var path = (Map<?, ?>) exchange.getVariable("path");
        String portalId = path == null ? null : (String) path.get("portal_id");
        if (portalId == null) {
            throw new IllegalStateException("allowPortal stands in a route whose path has no {portal_id}");
        }
        exchange.setVariable("caller", access.ofPortal(authorization, portalId));
    }
}
