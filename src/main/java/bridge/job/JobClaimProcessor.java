package bridge.job;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes the job whose id a message carries: variable {@code job}, its payload as the body. Stops the route when there is
 * nothing to do: the message came twice, too early, or out of turn.
 */
@Component("claimJob")
class JobClaimProcessor implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(JobClaimProcessor.class);

    private final JobLedger ledger;

    JobClaimProcessor(JobLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        String id = exchange.getMessage().getBody(String.class);
        exchange.getMessage().removeHeaders("*");
        Optional<Job> job = id != null && id.matches("[0-9]{1,18}") ? ledger.claim(Long.parseLong(id)) : unreadable();
        if (job.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        exchange.setVariable("job", job.get());
        exchange.getMessage().setBody(job.get().payload());
    }

    private static Optional<Job> unreadable() {
        LOG.warn("A message on a job queue carries no job id and is dropped");
        return Optional.empty();
    }
}
