package bridge.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.PlatformHttpListener;
import org.apache.camel.component.platform.http.springboot.CamelRequestHandlerMapping;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The addresses that routes serve. Camel's own mapping knows a route rather than an address: it keeps removed routes for good,
 * and lets requests fail while a route is replaced. Here an address has a door that stays while the routes behind it change;
 * requests wait at it for that moment.
 */
@Component
public class RouteDoors implements PlatformHttpListener {

    private static final List<RequestMethod> WITH_BODY =
            List.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH);

    private static final Method SERVICE =
            ReflectionUtils.findMethod(RouteDoor.class, "service", HttpServletRequest.class, HttpServletResponse.class);

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}/]*\\}");

    /** @param key the same for addresses that differ in the names of their variables only */
    private record Address(String key, RequestMappingInfo info) {}

    private final CamelRequestHandlerMapping mapping;
    private final ResponseWriter writer;
    private final Map<String, RouteDoor> doors = new HashMap<>();
    private final Map<RouteDoor, RequestMappingInfo> mapped = new HashMap<>();
    private volatile boolean changing;

    RouteDoors(CamelRequestHandlerMapping mapping, CamelContext camel, ResponseWriter writer) {
        this.mapping = mapping;
        this.writer = writer;
        var component = camel.getComponent("platform-http", PlatformHttpComponent.class);
        component.removePlatformHttpListener(mapping);
        component.addPlatformHttpListener(this);
    }

    /** Requests for a route that is stopped meanwhile wait for its successor; doors with nothing behind them are gone afterwards. */
    public void whileRoutesChange(Runnable change) {
        changing = true;
        try {
            change.run();
        } finally {
            closeUnused();
            changing = false;
        }
    }

    @Override
    public synchronized void registerHttpEndpoint(HttpEndpointModel model) {
        var consumer = (RequestThreadConsumer) model.getConsumer();
        for (Address address : addresses(model, consumer.getEndpoint())) {
            RouteDoor door = doors.computeIfAbsent(address.key(), key -> new RouteDoor(writer, () -> changing));
            door.lead(consumer);
            if (!address.info().equals(mapped.get(door))) {
                unmap(door);
                mapping.registerMapping(address.info(), door, SERVICE);
                mapped.put(door, address.info());
            }
        }
    }

    /** The route may be about to be replaced: see {@link #whileRoutesChange}. */
    @Override
    public void unregisterHttpEndpoint(HttpEndpointModel model) {}

    private synchronized void closeUnused() {
        doors.values().removeIf(door -> {
            if (!door.isInUse()) {
                unmap(door);
                door.close();
            }
            return !door.isInUse();
        });
    }

    private void unmap(RouteDoor door) {
        RequestMappingInfo info = mapped.remove(door);
        if (info != null) {
            mapping.unregisterMapping(info);
        }
    }

    private List<Address> addresses(HttpEndpointModel model, PlatformHttpEndpoint endpoint) {
        String path = model.getUri();
        if (endpoint.isMatchOnUriPrefix()) {
            path += (path.endsWith("/") ? "" : "/") + "{*matchOnUriPrefix}";
        }
        String verbs = model.getVerbs() == null ? endpoint.getHttpMethodRestrict() : model.getVerbs();
        List<Address> addresses = new ArrayList<>();
        for (RequestMethod method : methods(verbs)) {
            var info = RequestMappingInfo.paths(path).methods(method).options(mapping.getBuilderConfiguration());
            String consumes = WITH_BODY.contains(method) ? model.getConsumes() : null;
            if (consumes != null) {
                info.consumes(consumes.split(","));
            }
            if (model.getProduces() != null) {
                info.produces(model.getProduces().split(","));
            }
            String key =
                    method + " " + VARIABLE.matcher(path).replaceAll("{}") + " " + consumes + " " + model.getProduces();
            addresses.add(new Address(key, info.build()));
        }
        return addresses;
    }

    private static List<RequestMethod> methods(String verbs) {
        if (verbs == null) {
            return List.of(RequestMethod.values());
        }
        List<RequestMethod> methods = new ArrayList<>();
        for (String verb : verbs.split(",")) {
            methods.add(RequestMethod.valueOf(verb.strip().toUpperCase(Locale.ROOT)));
        }
        return methods;
    }
}
