package bridge.camel;

import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.spi.NodeIdFactory;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Builds routes without starting them, so that an unknown component, bean, policy or language is found while the routes in
 * place go on serving. The definitions are used up by it.
 */
class RouteTrial {

    private final CamelContext camel;

    RouteTrial(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * @param policies the ids that routes may name
     * @throws RouteFileException with what keeps a route of the file from being built
     */
    void run(ParsedFile parsed, Set<String> policies) {
        for (RouteDefinition route : parsed.routes()) {
            String unknown = unknownPolicy(route, policies);
            if (unknown != null) {
                throw new RouteFileException(
                        parsed.name(),
                        "route " + route.getId() + " names the policy " + unknown + ", which no file defines");
            }
            try {
                build(route);
            } catch (Exception e) {
                throw new RouteFileException(
                        parsed.name(), "route " + route.getId() + ": " + RouteFileException.reason(e));
            }
        }
    }

    private void build(RouteDefinition definition) throws Exception {
        if (definition.getOutputs().stream().allMatch(ProcessorDefinition::isAbstract)) {
            throw new IllegalArgumentException("it has no steps");
        }
        String uri = definition.getInput().getEndpointUri();
        Endpoint from = CamelContextHelper.getMandatoryEndpoint(camel, camel.resolvePropertyPlaceholders(uri));
        NodeIdFactory ids = camel.getCamelContextExtension().getContextPlugin(NodeIdFactory.class);
        Route route = PluginHelper.getRouteFactory(camel)
                .createRoute(camel, definition, definition.idOrCreate(ids), null, null, from, definition.getResource());
        route.setErrorHandlerFactory(definition.getErrorHandlerFactory());
        List<Processor> built = route.getEventDrivenProcessors();
        try {
            for (ProcessorDefinition<?> step : List.copyOf(definition.getOutputs())) {
                ProcessorReifier.reifier(route, step).addRoutes();
            }
            ServiceHelper.initService(built);
        } finally {
            ServiceHelper.stopAndShutdownServices(built);
        }
    }

    private static String unknownPolicy(RouteDefinition route, Set<String> policies) {
        if (route.getRouteConfigurationId() == null) {
            return null;
        }
        for (String id : route.getRouteConfigurationId().split(",")) {
            if (!id.contains("*") && !id.contains("{{") && !policies.contains(id.strip())) {
                return id.strip();
            }
        }
        return null;
    }
}
