package bridge.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes the job whose id a message carries: variable {@code job}, its payload as the body. Stops the route when there is
 * nothing to do: the message came twice, too early, or out of turn. A message is the id in digits and nothing else; any other is
 * dropped, which loses nothing: the sweep queues the job that it may have stood for.
 */
@Component("claimJob")
class JobClaimProcessor implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(JobClaimProcessor.class);
    private static final String QUEUES = "bridge.";

    private final JobLedger ledger;
    private final Counter dropped;

    JobClaimProcessor(JobLedger ledger, MeterRegistry meters) {
        this.ledger = ledger;
        this.dropped = Counter.builder("bridge.job.messages.dropped")
                .description("Messages on job queues that stand for no job of the queue")
                .register(meters);
    }

    @Override
    public void process(Exchange exchange) {
        Optional<Long> id = id(exchange.getMessage());
        exchange.getMessage().removeHeaders("*");
        Optional<Job> job = id.filter(known -> isOfQueue(known, exchange)).flatMap(ledger::claim);
        if (job.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        exchange.setVariable("job", job.get());
        exchange.getMessage().setBody(job.get().payload());
    }

    private Optional<Long> id(Message message) {
        String text = message.getBody(String.class);
        if (text == null || !text.matches("[0-9]{1,18}")) {
            drop("carries no job id");
            return Optional.empty();
        }
        return Optional.of(Long.valueOf(text));
    }

    /** A worker must not be given another one's job: it would fail on it for hours, or do something else. */
    private boolean isOfQueue(long id, Exchange exchange) {
        if (exchange.getFromEndpoint() instanceof JmsEndpoint queue
                && queue.getDestinationName().startsWith(QUEUES)
                && !ledger.isOfKind(id, queue.getDestinationName().substring(QUEUES.length()))) {
            drop("names a job that its queue does not have");
            return false;
        }
        return true;
    }

    private void drop(String why) {
        dropped.increment();
        LOG.warn("A message on a job queue {} and is dropped", why);
    }
}
