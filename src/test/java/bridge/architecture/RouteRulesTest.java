package bridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.architecture.RouteFiles.Entry;
import bridge.architecture.RouteFiles.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every route promises to whoever reads it, and to whoever calls it. */
class RouteRulesTest {

    /** The named access rules. A public entrance begins with one of them. */
    private static final Set<String> ACCESS_RULES =
            Set.of("allowAnyone", "allowClient", "allowPortal", "allowStaff", "allowMonday");

    private static final int MAX_DESCRIPTION = 60;
    private static final Set<String> LANGUAGES = Set.of("constant", "simple", "jq", "jsonpath");
    private static final Pattern FROM_OUTSIDE =
            Pattern.compile("\\$\\{(in)?(body|bodyAs|bodyOneLine|header|headers)\\b");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\$\\{[^}]*(body|authorization|token|secret|password|headers|variable\\.query)\\b[^}]*}");

    private final List<Entry> routes = RouteFiles.routes();
    private final List<Entry> policies = RouteFiles.policies();
    private final List<String> faults = new ArrayList<>();

    @Test
    void everyRouteIsNamedAfterItsFlow() {
        for (Entry route : routes) {
            String singular = route.flow().replaceFirst("s$", "");
            if (Stream.of(route.flow(), singular)
                    .noneMatch(f -> route.id().equals(f) || route.id().startsWith(f + "-"))) {
                fault(route, "its id does not begin with its file's name");
            }
        }
        assertThat(routes).isNotEmpty();
        assertNoFaults();
    }

    @Test
    void everyRouteAndPolicySaysWhatItDoes() {
        for (Entry route : routes) {
            if (route.description().isBlank() || route.description().length() > MAX_DESCRIPTION) {
                fault(route, "it has no description of up to " + MAX_DESCRIPTION + " characters");
            }
        }
        for (Entry policy : policies) {
            if (policy.description().isBlank()) {
                fault(policy, "it has no description");
            }
        }
        eachStep((entry, step) -> {
            if (step.body() != null
                    && RouteFiles.text(step.body(), "description").length() > MAX_DESCRIPTION) {
                fault(entry, step.id() + " has a description of over " + MAX_DESCRIPTION + " characters");
            }
        });
        assertNoFaults();
    }

    @Test
    void everyRouteNamesAFailurePolicyThatExists() {
        Set<String> known = policies.stream().map(Entry::id).collect(Collectors.toSet());
        for (Entry route : routes) {
            if (!known.contains(route.policy())) {
                fault(route, "it names no failure policy of errors.camel.yaml");
            }
        }
        assertNoFaults();
    }

    @Test
    void aDirectRouteLeavesItsFailureToItsCaller() {
        for (Entry route : routes) {
            if (route.source().equals("direct") && !route.policy().equals("rise-to-caller")) {
                fault(route, "with a policy of its own its caller's would never run");
            }
        }
        assertNoFaults();
    }

    @Test
    void everyEntranceBeginsWithAnAccessRule() {
        for (Entry route : routes) {
            if (!route.source().equals("platform-http")) {
                continue;
            }
            Step first = route.mainLine().get(0);
            if (!first.kind().equals("process")
                    || first.body() == null
                    || !ACCESS_RULES.contains(RouteFiles.text(first.body(), "ref"))) {
                fault(route, "its first step is none of " + ACCESS_RULES);
            }
            if (route.parameter("httpMethodRestrict").isEmpty()) {
                fault(route, "it answers every HTTP method");
            }
        }
        assertNoFaults();
    }

    @Test
    void everyStepHasItsRoutesNameAndOneOfItsOwn() {
        Set<String> seen = new HashSet<>();
        for (Entry entry : all()) {
            if (!seen.add(entry.id())) {
                fault(entry, "its id is used twice");
            }
        }
        eachStep((entry, step) -> {
            if (step.body() == null) {
                fault(entry, "a " + step.kind() + " is written in the compact notation");
            } else if (!step.id().startsWith(entry.id() + "-")) {
                fault(entry, "the id '" + step.id() + "' of a " + step.kind() + " does not begin with the route's");
            } else if (!seen.add(step.id())) {
                fault(entry, step.id() + " is used twice");
            }
        });
        assertNoFaults();
    }

    @Test
    void expressionsAreWrittenInTheCanonicalNotation() {
        eachStep((entry, step) -> {
            if (step.body() == null) {
                return;
            }
            for (String language : LANGUAGES) {
                if (step.body().get(language) instanceof String) {
                    fault(entry, step.id() + " has no expression block");
                }
            }
        });
        assertNoFaults();
    }

    /** The component is transacted by default ({@code bridge.broker}); an untransacted consumer loses messages in a crash. */
    @Test
    void noQueueConsumerGivesUpItsTransaction() {
        for (Entry route : routes) {
            if (route.source().equals("jms") && route.parameter("transacted").equals("false")) {
                fault(route, "its consumer is not transacted");
            }
        }
        assertNoFaults();
    }

    @Test
    void aQueueConsumerLeavesFailuresToTheLedger() {
        for (Entry route : routes) {
            boolean topic = RouteFiles.text(route.from(), "uri").startsWith("jms:topic")
                    || route.parameter("destinationType").equals("topic");
            if (route.source().equals("jms") && !topic && !route.policy().equals("job-outcome")) {
                fault(route, "a worker's policy is job-outcome");
            }
        }
        assertNoFaults();
    }

    @Test
    void nothingThatCouldHoldASecretIsLogged() {
        eachStep((entry, step) -> {
            if (step.body() == null) {
                return;
            }
            String uri = RouteFiles.text(step.body(), "uri");
            if (step.kind().equals("log")
                    && SECRET.matcher(RouteFiles.text(step.body(), "message")).find()) {
                fault(entry, step.id() + " logs a body, a header or a secret");
            }
            if (uri.equals("log") || uri.startsWith("log:")) {
                fault(entry, step.id() + " logs whole messages");
            }
        });
        assertNoFaults();
    }

    @Test
    void noAddressIsMadeOfWhatACallerSent() {
        eachStep((entry, step) -> {
            if (step.kind().equals("toD")
                    && FROM_OUTSIDE.matcher(step.body().toString()).find()) {
                fault(entry, step.id() + " takes a part of its address from the message");
            }
        });
        assertNoFaults();
    }

    @Test
    void noRouteHoldsAScript() {
        eachStep((entry, step) -> {
            if (step.kind().equals("script")
                    || String.valueOf(step.body()).matches("(?s).*\\b(groovy|js|python|ognl|mvel)=.*")) {
                fault(entry, step.id() + " is a script");
            }
        });
        assertNoFaults();
    }

    @Test
    void everyDirectAddressIsARoute() {
        Set<String> known = routes.stream()
                .filter(r -> r.source().equals("direct"))
                .map(r -> address(r.from()))
                .collect(Collectors.toSet());
        eachStep((entry, step) -> {
            if (step.body() != null
                    && step.kind().equals("to")
                    && isDirect(step.body())
                    && !known.contains(address(step.body()))) {
                fault(entry, step.id() + " calls direct:" + address(step.body()) + ", which is no route");
            }
        });
        assertNoFaults();
    }

    private static boolean isDirect(Map<String, Object> endpoint) {
        return RouteFiles.text(endpoint, "uri").matches("direct(:.*)?");
    }

    private static String address(Map<String, Object> endpoint) {
        String uri = RouteFiles.text(endpoint, "uri");
        return uri.startsWith("direct:")
                ? uri.substring("direct:".length())
                : RouteFiles.text(RouteFiles.map(endpoint.get("parameters")), "name");
    }

    private List<Entry> all() {
        return Stream.concat(routes.stream(), policies.stream()).toList();
    }

    private void eachStep(BiConsumer<Entry, Step> check) {
        all().forEach(entry -> entry.allSteps().forEach(step -> check.accept(entry, step)));
    }

    private void fault(Entry entry, String what) {
        faults.add(entry.flow() + ".camel.yaml, " + entry.id() + ": " + what);
    }

    private void assertNoFaults() {
        assertThat(faults).isEmpty();
    }
}
