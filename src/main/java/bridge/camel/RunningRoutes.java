package bridge.camel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files that are at work. A change is tried first and put to work as a whole or not at all; all calls come from one
 * thread.
 */
class RunningRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RunningRoutes.class);

    private final CamelContext camel;
    private final RouteParser parser;
    private final RouteTrial trial;
    private final RouteSwitch routeSwitch;

    /** By name. */
    private Map<String, RouteFile> files = new TreeMap<>();

    /** The route ids of each file. */
    private final Map<String, Set<String>> ids = new HashMap<>();

    RunningRoutes(CamelContext camel) {
        this.camel = camel;
        this.parser = new RouteParser(camel);
        this.trial = new RouteTrial(camel);
        this.routeSwitch = new RouteSwitch(camel);
    }

    Map<String, RouteFile> files() {
        return Map.copyOf(files);
    }

    /**
     * Hands the files to a context that has not been started.
     *
     * @throws RouteFileException naming the first file that cannot be put to work
     */
    void start(Collection<RouteFile> first) {
        Map<String, RouteFile> next = byName(first);
        test(next.values(), next);
        List<ParsedFile> parsed = parse(next.values());
        routeSwitch.usePolicies(policies(parsed));
        for (ParsedFile file : parsed) {
            parser.routes(file);
            try {
                for (var builder : file.builders()) {
                    builder.addRoutesToCamelContext(camel);
                    builder.addTemplatedRoutesToCamelContext(camel);
                }
            } catch (Exception e) {
                throw new RouteFileException(file.name(), e);
            }
            ids.put(
                    file.name(),
                    file.routes().stream()
                            .map(RouteDefinition::getId)
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        files = next;
    }

    /**
     * Makes the given files the ones at work: those that differ are loaded anew, those that are not among them are removed.
     *
     * @throws RouteFileException naming a file that cannot be put to work; everything is as it was before then
     */
    void change(Map<String, RouteFile> next) {
        Set<String> differing = Stream.concat(files.keySet().stream(), next.keySet().stream())
                .filter(name -> !next.containsKey(name) || !next.get(name).equals(files.get(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> affected = touchesPolicies(differing, next) ? union(files.keySet(), next.keySet()) : differing;
        test(pick(next, affected), next);
        try {
            apply(next, affected);
        } catch (Exception failure) {
            LOG.warn("Going back to the route files before the change");
            restore(affected);
            throw failure instanceof RouteFileException named
                    ? named
                    : new RouteFileException(String.join(", ", differing), failure);
        }
        files = new TreeMap<>(next);
    }

    /** Tries some of the files in the company of all; leaves nothing behind. */
    private void test(Collection<RouteFile> some, Map<String, RouteFile> all) {
        List<RouteConfigurationDefinition> before = List.copyOf(model().getRouteConfigurationDefinitions());
        try {
            List<ParsedFile> parsed = parse(all.values());
            List<RouteConfigurationDefinition> policies = policies(parsed);
            routeSwitch.usePolicies(policies);
            parsed.forEach(parser::routes);
            refuseDuplicates(parsed);
            Set<String> policyIds =
                    policies.stream().map(RouteConfigurationDefinition::getId).collect(Collectors.toSet());
            for (ParsedFile file : parsed) {
                if (some.contains(file.file())) {
                    if (file.needsStart() && camel.isStarted()) {
                        throw new RouteFileException(
                                file.name(), "rest and routeTemplate take effect when the service is started again");
                    }
                    trial.run(file, policyIds);
                }
            }
        } finally {
            routeSwitch.usePolicies(before);
        }
    }

    private void apply(Map<String, RouteFile> next, Set<String> affected) throws Exception {
        List<ParsedFile> parsed = parse(next.values());
        routeSwitch.usePolicies(policies(parsed));
        List<ParsedFile> changed =
                parsed.stream().filter(file -> affected.contains(file.name())).toList();
        changed.forEach(parser::routes);
        Set<String> gone = new LinkedHashSet<>();
        affected.forEach(name -> gone.addAll(ids.getOrDefault(name, Set.of())));
        changed.forEach(file -> file.routes().forEach(route -> gone.remove(route.getId())));
        // First, for a route under another id may serve the same endpoint.
        for (String id : gone) {
            routeSwitch.remove(id);
        }
        affected.forEach(ids::remove);
        for (ParsedFile file : changed) {
            ids.put(file.name(), new LinkedHashSet<>());
            for (RouteDefinition route : file.routes()) {
                put(file, route);
            }
        }
    }

    private void put(ParsedFile file, RouteDefinition route) {
        try {
            ids.get(file.name()).add(route.getId());
            routeSwitch.put(route);
        } catch (Exception e) {
            throw new RouteFileException(file.name(), "route " + route.getId() + ": " + RouteFileException.reason(e));
        }
    }

    private void restore(Set<String> affected) {
        try {
            apply(files, affected);
        } catch (Exception e) {
            LOG.error("The route files before the change could not be put back: {}", RouteFileException.reason(e));
        }
    }

    private List<ParsedFile> parse(Collection<RouteFile> some) {
        return some.stream().map(parser::policies).toList();
    }

    private static List<RouteConfigurationDefinition> policies(List<ParsedFile> parsed) {
        Map<String, String> owners = new HashMap<>();
        List<RouteConfigurationDefinition> policies = new ArrayList<>();
        for (ParsedFile file : parsed) {
            for (RouteConfigurationDefinition policy : file.policies()) {
                String other = policy.getId() == null ? null : owners.put(policy.getId(), file.name());
                if (other != null) {
                    throw new RouteFileException(file.name(), "the policy " + policy.getId() + " is also in " + other);
                }
                policies.add(policy);
            }
        }
        return policies;
    }

    private static void refuseDuplicates(List<ParsedFile> parsed) {
        Map<String, String> owners = new HashMap<>();
        List<RouteDefinition> all = new ArrayList<>();
        for (ParsedFile file : parsed) {
            for (RouteDefinition route : file.routes()) {
                String other = owners.put(route.getId(), file.name());
                if (other != null) {
                    throw new RouteFileException(file.name(), "the route " + route.getId() + " is also in " + other);
                }
                String step = RouteDefinitionHelper.validateUniqueIds(route, all);
                if (step != null) {
                    throw new RouteFileException(file.name(), "the id " + step + " of a step is used twice");
                }
                all.add(route);
            }
        }
    }

    private boolean touchesPolicies(Set<String> names, Map<String, RouteFile> next) {
        return Stream.concat(pick(files, names).stream(), pick(next, names).stream())
                .map(parser::policies)
                .anyMatch(file -> !file.policies().isEmpty());
    }

    private Model model() {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static List<RouteFile> pick(Map<String, RouteFile> files, Set<String> names) {
        return files.values().stream()
                .filter(file -> names.contains(file.name()))
                .toList();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Map<String, RouteFile> byName(Collection<RouteFile> files) {
        return files.stream().collect(Collectors.toMap(RouteFile::name, file -> file, (a, b) -> b, TreeMap::new));
    }
}
