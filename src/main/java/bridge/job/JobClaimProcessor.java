package bridge.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * nothing to do: the message came twice, too early, or out of turn. A message is {@code {"version":1,"job":7}}; any
 * other becomes a dead letter of its queue. One that names no job of the queue is dropped: the job was erased, or is queued by the sweep.
 */
@Component("claimJob")
class JobClaimProcessor implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(JobClaimProcessor.class);
    private static final String QUEUES = "bridge.";

    private static final int VERSION = 1;

    /** Characters. */
    private static final int LONGEST = 1000;

    private final JobLedger ledger;
    private final JobOutcomes outcomes;
    private final ObjectMapper json;
    private final Counter dropped;

    JobClaimProcessor(JobLedger ledger, JobOutcomes outcomes, ObjectMapper json, MeterRegistry meters) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.json = json;
        this.dropped = Counter.builder("bridge.job.messages.dropped")
                .description("Messages on job queues that name no job of the queue")
                .register(meters);
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String kind = kind(exchange);
        Optional<Long> id = id(message, kind);
        message.removeHeaders("*");
        Optional<Job> job = id.filter(known -> isOfKind(known, kind)).flatMap(ledger::claim);
        if (job.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        exchange.setVariable("job", job.get());
        message.setBody(job.get().payload());
    }

    /** @return null when it did not come over a queue of jobs */
    private static String kind(Exchange exchange) {
        return exchange.getFromEndpoint() instanceof JmsEndpoint queue
                        && queue.getDestinationName().startsWith(QUEUES)
                ? queue.getDestinationName().substring(QUEUES.length())
                : null;
    }

    private Optional<Long> id(Message message, String kind) {
        try {
            return Optional.of(read(message.getBody(String.class)));
        } catch (FinalFailure unreadable) {
            if (kind != null) {
                outcomes.bury(kind, message.getHeader("JMSMessageID", String.class), unreadable.getMessage());
            }
            return Optional.empty();
        }
    }

    private long read(String text) {
        if (text == null) {
            throw new FinalFailure("The message is no text");
        }
        if (text.length() > LONGEST) {
            throw new FinalFailure("The message is too long: " + text.length() + " characters");
        }
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new FinalFailure("The message cannot be read");
        }
        JsonNode job = message.path("job");
        if (!message.path("version").isInt() || !job.isIntegralNumber() || !job.canConvertToLong()) {
            throw new FinalFailure("The message names no version and no job");
        }
        if (message.path("version").intValue() != VERSION) {
            throw new FinalFailure("The message has an unknown version");
        }
        return job.longValue();
    }

    /** A worker must not be given another one's job: it would fail on it for hours, or do something else. */
    private boolean isOfKind(long id, String kind) {
        if (kind == null || ledger.isOfKind(id, kind)) {
            return true;
        }
        dropped.increment();
        LOG.warn("A message on the queue of {} names a job that it does not have, and is dropped", kind);
        return false;
    }
}
