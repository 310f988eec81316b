package bridge.camel;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Calls a {@code direct:} route from Java, for what begins outside any route. */
@Component
public class RouteCalls {

    private final ProducerTemplate camel;

    RouteCalls(ProducerTemplate camel) {
        this.camel = camel;
    }

    /**
     * @param name of the {@code direct:} endpoint
     * @param body null: none
     * @throws RuntimeException whatever the route threw, itself and not wrapped
     */
    public <T> T call(String name, Object body, Class<T> answer) {
        try {
            return camel.requestBody("direct:" + name, body, answer);
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
