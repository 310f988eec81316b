package bridge.http;

import bridge.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ResponseBody;

/** Takes one request through its route; what the route did not answer itself is answered as a problem. */
class RequestThreadConsumer extends SpringBootPlatformHttpConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(RequestThreadConsumer.class);

    private final RequestReader reader;
    private final ResponseWriter writer;

    RequestThreadConsumer(
            PlatformHttpEndpoint endpoint, Processor processor, RequestReader reader, ResponseWriter writer) {
        super(endpoint, processor);
        this.reader = reader;
        this.writer = writer;
    }

    /** @return null: the response has been written when this returns */
    @Override
    @ResponseBody
    public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        try {
            handleService(request, response);
        } catch (Problem problem) {
            writer.writeProblem(problem, request, response);
        } catch (Exception e) {
            LOG.error("A request could not be served", e);
            writer.writeProblem(Problems.unexpected(), request, response);
        }
        return null;
    }

    @Override
    protected void handleService(HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (!isStarted() || isSuspended()) {
            // A removed route leaves its mapping behind.
            throw Problem.notFound("Not found");
        }
        Exchange exchange = createExchange(true);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            reader.read(request, exchange);
            createUoW(exchange);
            getProcessor().process(exchange);
            answer(exchange, request, response);
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, true);
        }
    }

    private void answer(Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exception failure = exchange.getException();
        if (failure == null) {
            writer.write(exchange.getMessage(), request, response);
        } else if (failure instanceof Problem problem) {
            writer.writeProblem(problem, request, response);
        } else {
            LOG.error("A route left a failure unanswered", failure);
            writer.writeProblem(Problems.unexpected(), request, response);
        }
    }
}
