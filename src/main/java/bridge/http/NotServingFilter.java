package bridge.http;

import bridge.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The port opens before the routes are there, and closes after they have gone: until then a caller is asked to come again. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class NotServingFilter extends OncePerRequestFilter {

    private final ObjectProvider<CamelContext> camel;
    private final ResponseWriter writer;

    NotServingFilter(ObjectProvider<CamelContext> camel, ResponseWriter writer) {
        this.camel = camel;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (camel.getObject().isStarted()) {
            chain.doFilter(request, response);
        } else {
            writer.writeProblem(
                    Problem.unavailable("NOT_SERVING", "The service is starting or stopping", Duration.ofSeconds(1)),
                    request,
                    response);
        }
    }

    /** Probes ask about just this. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/");
    }
}
