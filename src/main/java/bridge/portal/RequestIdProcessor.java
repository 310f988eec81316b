package bridge.portal;

import bridge.problem.ProblemWriter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Lets the log of a first try, on a thread of its own, bear the id of the request in the variable {@code submission}. */
@Component("useRequestId")
class RequestIdProcessor implements Processor {

    @Override
    public void process(Exchange exchange) {
        var submission = exchange.getVariable("submission", Submission.class);
        if (submission == null || submission.requestId() == null) {
            MDC.remove(ProblemWriter.REQUEST_ID);
        } else {
            MDC.put(ProblemWriter.REQUEST_ID, submission.requestId());
        }
    }
}
