package bridge.camel;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * A route file in Camel's model, good for one use: Camel changes the model of what it starts.
 *
 * @param builders hold the routes; their policies have been taken out
 */
record ParsedFile(RouteFile file, List<RouteBuilder> builders, List<RouteConfigurationDefinition> policies) {

    String name() {
        return file.name();
    }

    /** True when it holds what Camel takes in at its start only. */
    boolean needsStart() {
        return builders.stream()
                .anyMatch(builder -> !builder.getRestCollection().getRests().isEmpty()
                        || !builder.getRouteTemplateCollection()
                                .getRouteTemplates()
                                .isEmpty()
                        || !builder.getTemplatedRouteCollection()
                                .getTemplatedRoutes()
                                .isEmpty());
    }

    /** Known once {@link RouteParser#routes} has been called. */
    List<RouteDefinition> routes() {
        return builders.stream()
                .flatMap(builder -> builder.getRouteCollection().getRoutes().stream())
                .toList();
    }
}
