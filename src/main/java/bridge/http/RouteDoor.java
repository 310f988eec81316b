package bridge.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One address: leads each request to the route that serves it at the moment. */
class RouteDoor {

    /** Longer than a route may take to finish what is under way in it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private static final String DEADLINE = RouteDoor.class.getName() + ".deadline";

    private final ResponseWriter writer;
    private final BooleanSupplier changing;
    private volatile RequestThreadConsumer consumer;
    private volatile boolean closed;

    RouteDoor(ResponseWriter writer, BooleanSupplier changing) {
        this.writer = writer;
        this.changing = changing;
    }

    /** Called by Spring MVC. A request that had to wait is dispatched anew: its path may lead elsewhere by now. */
    void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        RequestThreadConsumer tried = consumer;
        if (tried.take(request, response)) {
            return;
        }
        if (awaitOther(tried, deadline(request))) {
            request.getRequestDispatcher(request.getRequestURI()).forward(request, response);
        } else {
            writer.writeProblem(Problems.changing(), request, response);
        }
    }

    /** In nanoseconds; set once for a request, however often it waits. */
    private static long deadline(HttpServletRequest request) {
        if (request.getAttribute(DEADLINE) instanceof Long set) {
            return set;
        }
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        request.setAttribute(DEADLINE, deadline);
        return deadline;
    }

    synchronized void lead(RequestThreadConsumer successor) {
        consumer = successor;
        notifyAll();
    }

    boolean isInUse() {
        return consumer.isOpen();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** @return false when nothing has changed for the request */
    private synchronized boolean awaitOther(RequestThreadConsumer tried, long deadline) {
        try {
            while (consumer == tried && !closed && changing.getAsBoolean()) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return consumer != tried || closed;
    }
}
