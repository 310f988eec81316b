package bridge.architecture;

import bridge.architecture.RouteFiles.Entry;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every route promises to whoever reads it, in an editor or in Kaoto. */
class RouteRulesTest {

    private static final int MAX_DESCRIPTION = 60;
    private static final Set<String> LANGUAGES = Set.of("constant", "simple", "jq", "jsonpath");

    private final RouteFaults faults = new RouteFaults();

    @Test
    void everyRouteIsNamedAfterItsFlow() {
        for (Entry route : faults.routes) {
            String singular = route.flow().replaceFirst("s$", "");
            if (Stream.of(route.flow(), singular)
                    .noneMatch(f -> route.id().equals(f) || route.id().startsWith(f + "-"))) {
                faults.add(route, "its id does not begin with its file's name");
            }
        }
        faults.assertNone();
    }

    @Test
    void everyRouteAndPolicySaysWhatItDoes() {
        for (Entry route : faults.routes) {
            if (isNoLabel(route.description())) {
                faults.add(route, "it has no description of up to " + MAX_DESCRIPTION + " characters");
            }
        }
        for (Entry policy : faults.policies) {
            if (policy.description().isBlank()) {
                faults.add(policy, "it has no description");
            }
        }
        faults.assertNone();
    }

    @Test
    void everyStepOfAMainLineSaysWhatItDoes() {
        for (Entry route : faults.routes) {
            route.mainLine().stream()
                    .filter(step -> step.body() == null || isNoLabel(RouteFiles.text(step.body(), "description")))
                    .forEach(step -> faults.add(
                            route, step.id() + " has no description of up to " + MAX_DESCRIPTION + " characters"));
        }
        faults.assertNone();
    }

    @Test
    void everyRouteNamesAFailurePolicyThatExists() {
        Set<String> known = faults.policies.stream().map(Entry::id).collect(Collectors.toSet());
        for (Entry route : faults.routes) {
            if (!known.contains(route.policy())) {
                faults.add(route, "it names no failure policy of errors.camel.yaml");
            }
        }
        faults.assertNone();
    }

    @Test
    void aDirectRouteLeavesItsFailureToItsCaller() {
        for (Entry route : faults.routes) {
            if (route.source().equals("direct") && !route.policy().equals("rise-to-caller")) {
                faults.add(route, "with a policy of its own its caller's would never run");
            }
        }
        faults.assertNone();
    }

    @Test
    void everyStepHasItsRoutesNameAndOneOfItsOwn() {
        Set<String> seen = new HashSet<>();
        for (Entry entry : faults.all()) {
            if (!seen.add(entry.id())) {
                faults.add(entry, "its id is used twice");
            }
            entry.allSteps().stream()
                    .filter(step -> step.body() == null)
                    .forEach(step -> faults.add(entry, "a " + step.kind() + " is written in the compact notation"));
        }
        faults.eachStep((entry, step) -> {
            if (!step.id().startsWith(entry.id() + "-")) {
                faults.add(
                        entry, "the id '" + step.id() + "' of a " + step.kind() + " does not begin with the route's");
            } else if (!seen.add(step.id())) {
                faults.add(entry, step.id() + " is used twice");
            }
        });
        faults.assertNone();
    }

    @Test
    void expressionsAreWrittenInTheCanonicalNotation() {
        faults.eachStep((entry, step) -> {
            if (LANGUAGES.stream().anyMatch(language -> step.body().get(language) instanceof String)) {
                faults.add(entry, step.id() + " has no expression block");
            }
        });
        faults.assertNone();
    }

    @Test
    void everyDirectAddressIsARoute() {
        Set<String> known = faults.routes.stream()
                .filter(route -> route.source().equals("direct"))
                .map(route -> address(route.from()))
                .collect(Collectors.toSet());
        faults.eachStep((entry, step) -> {
            boolean direct = RouteFiles.text(step.body(), "uri").matches("direct(:.*)?");
            if (step.kind().equals("to") && direct && !known.contains(address(step.body()))) {
                faults.add(entry, step.id() + " calls direct:" + address(step.body()) + ", which is no route");
            }
        });
        faults.assertNone();
    }

    /** Kaoto prints it on the node. */
    private static boolean isNoLabel(String description) {
        return description.isBlank() || description.length() > MAX_DESCRIPTION;
    }

    private static String address(Map<String, Object> endpoint) {
        String uri = RouteFiles.text(endpoint, "uri");
        return uri.startsWith("direct:")
                ? uri.substring("direct:".length())
                : RouteFiles.text(RouteFiles.map(endpoint.get("parameters")), "name");
    }
}
