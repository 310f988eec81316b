package bridge.http;

import bridge.problem.Problem;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Lets nothing be done by a request that only looks: HEAD ends the route, and what a browser fetches in advance is refused. */
@Component("ignoreProbe")
class IgnoreProbeProcessor implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String purpose = message.getHeader("Sec-Purpose", "", String.class);
        if (purpose.contains("prefetch")) {
            throw Problem.unavailable("TRY_AGAIN", "This address is not fetched in advance", Duration.ofSeconds(1));
        }
        if ("HEAD".equals(message.getHeader(Exchange.HTTP_METHOD))) {
            message.removeHeaders("*");
            message.setBody("");
            exchange.setRouteStop(true);
        }
    }
}
