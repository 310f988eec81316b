package bridge.crash;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of everything that was put into a queue which promises to lose nothing
 * (<a href="https://jepsen-io.github.io/jepsen/jepsen.checker.html#var-total-queue">total-queue</a>).
 *
 * @param lost       acknowledged, and never came out
 * @param unexpected came out, and was never put in
 * @param duplicated came out more than once, with how often
 * @param recovered  came out, though whoever put it in got no answer; allowed
 */
record TotalQueue(
        Set<String> lost, Set<String> unexpected, SortedMap<String, Integer> duplicated, Set<String> recovered) {

    /** @param delivered each as often as it came out */
    static TotalQueue check(
            Collection<String> attempted, Collection<String> acknowledged, Collection<String> delivered) {
        SortedMap<String, Integer> copies = new TreeMap<>();
        delivered.forEach(element -> copies.merge(element, 1, Integer::sum));
        Set<String> lost = without(acknowledged, copies.keySet());
        Set<String> unexpected = without(copies.keySet(), attempted);
        Set<String> recovered = without(copies.keySet(), acknowledged);
        recovered.removeAll(unexpected);
        copies.values().removeIf(count -> count == 1);
        return new TotalQueue(lost, unexpected, copies, recovered);
    }

    private static Set<String> without(Collection<String> all, Collection<String> some) {
        Set<String> rest = new TreeSet<>(all);
        some.forEach(rest::remove);
        return rest;
    }
}
