package bridge.crash.inside;

import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Takes a step out of a route, to show that something is missing then. */
@Component
@ConditionalOnProperty("crash.without")
class SkipStep implements InterceptStrategy {

    private final String step;

    SkipStep(@Value("${crash.without}") String step) {
        this.step = step;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        return step.equals(definition.getId()) ? exchange -> {} : target;
    }
}
