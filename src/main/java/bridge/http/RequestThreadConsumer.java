package bridge.http;

import bridge.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;

/** Takes one request through its route; what the route did not answer itself is answered as a problem. */
class RequestThreadConsumer extends SpringBootPlatformHttpConsumer {

    private static final Duration FINISH_WITHIN = Duration.ofSeconds(8);

    private final AtomicInteger inside = new AtomicInteger();
    private final RequestReader reader;
    private final ResponseWriter writer;

    RequestThreadConsumer(
            PlatformHttpEndpoint endpoint, Processor processor, RequestReader reader, ResponseWriter writer) {
        super(endpoint, processor);
        this.reader = reader;
        this.writer = writer;
    }

    /** @return false when the route is stopped or about to be, and the request has not been touched */
    boolean take(HttpServletRequest request, HttpServletResponse response) {
        inside.incrementAndGet();
        try {
            if (!isOpen()) {
                return false;
            }
            handleService(request, response);
        } catch (Problem problem) {
            refuse(problem, request, response);
        } catch (Exception e) {
            refuse(Problems.unexpected(e), request, response);
        } finally {
            inside.decrementAndGet();
        }
        return true;
    }

    boolean isOpen() {
        return isStarted() && !isSuspended();
    }

    @Override
    protected void handleService(HttpServletRequest request, HttpServletResponse response) throws Exception {
        Exchange exchange = createExchange(true);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            reader.read(request, exchange);
            if (isStopped()) {
                throw Problems.changing(); // it took too long to arrive
            }
            createUoW(exchange);
            getProcessor().process(exchange);
            answer(exchange, request, response);
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, true);
        }
    }

    /** Stopping comes after suspending and ends the route's steps at once, so the requests inside are waited for here. */
    @Override
    protected void doSuspend() throws Exception {
        long deadline = System.nanoTime() + FINISH_WITHIN.toNanos();
        while (inside.get() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        super.doSuspend();
    }

    private void answer(Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exception failure = exchange.getException();
        if (failure == null) {
            writer.write(exchange.getMessage(), request, response);
        } else if (failure instanceof Problem problem) {
            refuse(problem, request, response);
        } else {
            refuse(Problems.unexpected(failure), request, response);
        }
    }

    /** In the shape that the route's own refusals have. */
    private void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        if (isForMonday()) {
            writer.writeMondayError(problem, request, response);
        } else {
            writer.writeProblem(problem, request, response);
        }
    }

    /** Camel gives the route to the consumer around this one only; the two have the endpoint in common. */
    private boolean isForMonday() {
        return getEndpoint().getCamelContext().getRoutes().stream()
                .anyMatch(route ->
                        route.getEndpoint() == getEndpoint() && "monday-errors".equals(route.getConfigurationId()));
    }
}
