package bridge.access;

import bridge.problem.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Lets requests pass while the app half is configured. */
@Component("requireApp")
class RequireAppProcessor implements Processor {

    private final AppSettings app;

    RequireAppProcessor(AppSettings app) {
        this.app = app;
    }

    /** @throws Problem 503 */
    @Override
    public void process(Exchange exchange) {
        app.require();
    }
}
