package bridge.crash;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one client asked for, in its order, and what was acknowledged to it.
 *
 * @param client the beginning of the names of its requests
 */
record History(String client, List<String> attempted, List<String> acknowledged) {

    /** @param texts whatever came out, of others as well; the first name of a request in each counts */
    List<String> named(Collection<String> texts) {
        Pattern names = Pattern.compile(Pattern.quote(client) + "-\\d{6}");
        return texts.stream()
                .flatMap(text -> names.matcher(text).results().limit(1))
                .map(found -> found.group())
                .toList();
    }

    TotalQueue check(Collection<String> texts) {
        return TotalQueue.check(attempted, acknowledged, named(texts));
    }
}
