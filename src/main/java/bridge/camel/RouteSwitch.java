package bridge.camel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.Suspendable;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;

/** Puts routes and policies into the running context and takes them out of it. */
class RouteSwitch {

    /** For the exchanges under way in a route, before it is replaced. */
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);

    /** Seconds that a drained consumer has to stop; those of queues take one or two. */
    private static final int STOP_WITHIN = 5;

    private final CamelContext camel;
    private final Model model;

    RouteSwitch(CamelContext camel) {
        this.camel = camel;
        this.model = camel.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** Takes effect with the routes that are read afterwards. */
    void usePolicies(Collection<RouteConfigurationDefinition> policies) {
        model.getRouteConfigurationDefinitions().clear();
        model.addRouteConfigurations(List.copyOf(policies));
    }

    /** Routes whose ids are taken by the one given, or that are running, are replaced one by one. */
    void put(RouteDefinition route) throws Exception {
        remove(route.getId());
        model.addRouteDefinitions(List.of(route));
    }

    void remove(String id) throws Exception {
        RouteDefinition old = model.getRouteDefinition(id);
        if (old == null) {
            return;
        }
        drain(camel.getRoute(id));
        camel.getRouteController().stopRoute(id, STOP_WITHIN, TimeUnit.SECONDS);
        model.removeRouteDefinition(old);
    }

    /** Camel looks once a second whether the exchanges have finished, and lets {@code direct} take in more meanwhile. */
    private void drain(Route route) throws InterruptedException {
        if (route == null) {
            return;
        }
        if (route.getConsumer() instanceof Suspendable && route.getConsumer() instanceof StatefulService consumer) {
            consumer.suspend();
        }
        long deadline = System.nanoTime() + FINISH_WITHIN.toNanos();
        int quiet = 0;
        while (quiet < 2 && System.nanoTime() < deadline) {
            Thread.sleep(5);
            quiet = camel.getInflightRepository().size(route.getId()) == 0 ? quiet + 1 : 0;
        }
    }
}
