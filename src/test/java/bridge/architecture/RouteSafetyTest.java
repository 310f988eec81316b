package bridge.architecture;

import bridge.architecture.RouteFiles.Entry;
import bridge.architecture.RouteFiles.Step;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no route may do, whoever writes it. */
class RouteSafetyTest {

    /** The named access rules. A public entrance begins with one of them. */
    private static final Set<String> ACCESS_RULES = Set.of(
            "allowAnyone",
            "allowClient",
            "allowPortal",
            "allowStaff",
            "allowMonday",
            "allowMondayCall",
            "allowMondayLifecycle",
            "allowMondayQueue");

    /** Calls that would go past the one door to monday, read mail, or reach into the machine. */
    private static final Set<String> BANNED = Set.of(
            "http",
            "https",
            "netty-http",
            "vertx-http",
            "rest",
            "imap",
            "imaps",
            "pop3",
            "pop3s",
            "exec",
            "file",
            "ftp",
            "ssh",
            "docker",
            "log");

    /** The ways out, each with an HTTP client that says where to. */
    private static final Set<String> CALLS_OUT = Set.of("monday-post", "monday-token", "monday-storage-send");

    private static final Pattern FROM_OUTSIDE =
            Pattern.compile("\\$\\{(in)?(body|bodyAs|bodyOneLine|header|headers|variable\\.(query|path))\\b");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\$\\{[^}]*(body|header|authorization|token|secret|password|variable\\.(query|path))[^}]*}");

    private final RouteFaults faults = new RouteFaults();

    @Test
    void everyEntranceBeginsWithAnAccessRule() {
        for (Entry route : faults.routes) {
            if (!route.source().equals("platform-http")) {
                continue;
            }
            if (!beginsWith(route, ACCESS_RULES)) {
                faults.add(route, "its first step is none of " + ACCESS_RULES);
            }
            if (route.parameter("httpMethodRestrict").isEmpty()) {
                faults.add(route, "it answers every HTTP method");
            }
        }
        faults.assertNone();
    }

    /** Anybody with access to the broker may have written them; {@code claimJob} drops them as well. */
    @Test
    void everyWorkerBeginsByDroppingTheMessagesHeaders() {
        for (Entry route : workers()) {
            if (!beginsWith(route, Set.of("claimJob"))
                    && !strips(route.mainLine().get(0))) {
                faults.add(route, "its first step neither claims a job nor removes all headers");
            }
            if (!route.policy().equals("job-outcome")) {
                faults.add(route, "its failure policy is not job-outcome");
            }
        }
        faults.assertNone();
    }

    /** The component is transacted by default ({@code bridge.broker}); an untransacted consumer loses messages in a crash. */
    @Test
    void noWorkerGivesUpItsTransaction() {
        for (Entry route : workers()) {
            if (route.parameter("transacted").equals("false")) {
                faults.add(route, "its consumer is not transacted");
            }
        }
        faults.assertNone();
    }

    /** In the Camel version at hand a header of a message can redirect what is sent next. */
    @Test
    void whatGoesToAQueueOrAMailIsStrippedOfItsHeaders() {
        for (Entry route : faults.routes) {
            List<Step> steps = route.allSteps();
            for (Step step : steps) {
                if (step.body() == null || !isSend(step)) {
                    continue;
                }
                boolean stripped =
                        steps.subList(0, steps.indexOf(step)).stream().anyMatch(RouteSafetyTest::strips);
                if (!stripped) {
                    faults.add(route, "nothing before " + step.id() + " removes the headers");
                }
            }
        }
        faults.assertNone();
    }

    @Test
    void nothingThatCouldHoldASecretIsLogged() {
        faults.eachStep((entry, step) -> {
            if (step.kind().equals("log")
                    && SECRET.matcher(RouteFiles.text(step.body(), "message")).find()) {
                faults.add(entry, step.id() + " logs a body, a header, a parameter or a secret");
            }
        });
        faults.assertNone();
    }

    @Test
    void noAddressIsMadeOfWhatACallerSent() {
        faults.eachStep((entry, step) -> {
            if (step.kind().equals("toD")
                    && FROM_OUTSIDE.matcher(step.body().toString()).find()) {
                faults.add(entry, step.id() + " takes a part of its address from the message");
            }
        });
        faults.assertNone();
    }

    @Test
    void noRouteHoldsAScriptOrABannedComponent() {
        faults.eachStep((entry, step) -> {
            String component = RouteFiles.text(step.body(), "uri").replaceFirst(":.*", "");
            if (step.kind().equals("script")
                    || (BANNED.contains(component) && !CALLS_OUT.contains(entry.id()))
                    || step.body().toString().matches("(?s).*\\b(groovy|js|python|ognl|mvel|spel)=.*")) {
                faults.add(entry, step.id() + " is a script or a banned component");
            }
        });
        for (Entry route : faults.routes) {
            if (BANNED.contains(route.source())) {
                faults.add(route, "it reads from " + route.source());
            }
        }
        faults.assertNone();
    }

    private List<Entry> workers() {
        return faults.routes.stream()
                .filter(route -> route.source().equals("jms"))
                .filter(route -> !route.parameter("destinationType").equals("topic"))
                .filter(route -> !RouteFiles.text(route.from(), "uri").startsWith("jms:topic"))
                .toList();
    }

    private static boolean beginsWith(Entry route, Set<String> processors) {
        Step first = route.mainLine().get(0);
        return first.kind().equals("process")
                && first.body() != null
                && processors.contains(RouteFiles.text(first.body(), "ref"));
    }

    private static boolean isSend(Step step) {
        return step.kind().matches("to|toD|wireTap")
                && RouteFiles.text(step.body(), "uri").matches("(jms|smtp|smtps)(:.*)?");
    }

    private static boolean strips(Step step) {
        return step.body() != null
                && (step.kind().equals("removeHeaders")
                                && RouteFiles.text(step.body(), "pattern").equals("*")
                        || RouteFiles.text(step.body(), "ref").equals("mailMessage"));
    }
}
