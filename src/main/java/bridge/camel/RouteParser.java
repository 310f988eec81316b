package bridge.camel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Reads a route file in two steps: its policies first, for the routes of every file are read with the policies in place. */
class RouteParser {

    private final CamelContext camel;

    RouteParser(CamelContext camel) {
        this.camel = camel;
    }

    /** @throws RouteFileException if the file is not YAML, or its policies cannot be read */
    ParsedFile policies(RouteFile file) {
        Resource resource =
                ResourceHelper.fromBytes("file:" + file.name(), file.text().getBytes(StandardCharsets.UTF_8));
        try {
            List<RouteBuilder> builders = new ArrayList<>();
            List<RouteConfigurationDefinition> policies = new ArrayList<>();
            for (RoutesBuilder found : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(List.of(resource))) {
                var builder = (RouteConfigurationBuilder) found;
                builder.setCamelContext(camel);
                builder.getRouteConfigurationCollection().setCamelContext(camel);
                builder.configuration();
                policies.addAll(builder.getRouteConfigurationCollection().getRouteConfigurations());
                builders.add(builder);
            }
            return new ParsedFile(file, builders, policies);
        } catch (Exception e) {
            throw new RouteFileException(file.name(), e);
        }
    }

    /**
     * Reads the routes and gives those without an id one that stays the same: {@code <file>-<number>}.
     *
     * @throws RouteFileException if a route cannot be read
     */
    List<RouteDefinition> routes(ParsedFile parsed) {
        try {
            for (RouteBuilder builder : parsed.builders()) {
                builder.configureRoutes(camel);
            }
        } catch (Exception e) {
            throw new RouteFileException(parsed.name(), e);
        }
        List<RouteDefinition> routes = parsed.routes();
        String flow = parsed.name().substring(0, parsed.name().length() - RouteFile.SUFFIX.length());
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).getId() == null) {
                routes.get(i).setId(flow + "-" + (i + 1));
            }
        }
        return routes;
    }
}
