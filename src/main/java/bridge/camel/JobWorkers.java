package bridge.camel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Which kinds of jobs have a route here that works on them. */
@Component("jobWorkers")
public class JobWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);

    private final CamelContext camel;
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    JobWorkers(CamelContext camel) {
        this.camel = camel;
    }

    /** @return false: nobody here would take a message, and another each minute would only fill the broker */
    public boolean serve(String kind) {
        boolean served = camel.getRoutes().stream()
                .anyMatch(route -> route.getEndpoint() instanceof JmsEndpoint queue
                        && queue.getDestinationName().equals("bridge." + kind));
        if (served) {
            missed.remove(kind);
        } else if (missed.add(kind)) {
            LOG.warn("Jobs of kind {} are waiting, and no route here works on them", kind);
        }
        return served;
    }
}
