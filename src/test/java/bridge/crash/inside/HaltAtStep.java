package bridge.crash.inside;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Ends the process, as a kill does, at a step of a route: put into the packaged jar by a test, at work when the step is named. */
@Component
@ConditionalOnProperty("crash.step")
class HaltAtStep implements InterceptStrategy {

    private final String step;
    private final boolean before;
    private final AtomicInteger passagesLeft;

    /** @param passage which passage of the step is the last, counted from 1 */
    HaltAtStep(
            @Value("${crash.step}") String step,
            @Value("${crash.before}") boolean before,
            @Value("${crash.passage}") int passage) {
        this.step = step;
        this.before = before;
        this.passagesLeft = new AtomicInteger(passage);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        if (!step.equals(definition.getId())) {
            return target;
        }
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if (before) {
                    pass();
                    return super.process(exchange, callback);
                }
                return super.process(exchange, doneSync -> {
                    pass();
                    callback.done(doneSync);
                });
            }
        };
    }

    private void pass() {
        if (passagesLeft.decrementAndGet() <= 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
