package bridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.architecture.RouteFiles.Entry;
import bridge.architecture.RouteFiles.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Collects everything that is wrong with the routes, so that one failure names it all. */
class RouteFaults {

    final List<Entry> routes = RouteFiles.routes();
    final List<Entry> policies = RouteFiles.policies();
    private final List<String> faults = new ArrayList<>();

    List<Entry> all() {
        return Stream.concat(routes.stream(), policies.stream()).toList();
    }

    /** @param check not called for steps in the compact notation, which have no parts */
    void eachStep(BiConsumer<Entry, Step> check) {
        all().forEach(entry -> entry.allSteps().stream()
                .filter(step -> step.body() != null)
                .forEach(step -> check.accept(entry, step)));
    }

    void add(Entry entry, String what) {
        faults.add(entry.flow() + ".camel.yaml, " + entry.id() + ": " + what);
    }

    void assertNone() {
        assertThat(routes).isNotEmpty();
        assertThat(faults).isEmpty();
    }
}
