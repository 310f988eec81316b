package bridge.crash;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** Requests of one client, one after the other, each with a name of its own; what was asked, and what was acknowledged. */
final class Requests implements Runnable {

    /** One request. */
    @FunctionalInterface
    interface Call {

        /** @return the HTTP status */
        int send(String name) throws IOException, InterruptedException;
    }

    private final String prefix;
    private final boolean repeats;
    private final Call call;
    private final Queue<String> attempted = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private int count;
    private String name;

    /**
     * @param prefix  of the names
     * @param repeats true: a request without a good answer is made again until it has one; false: it is left as it is
     */
    Requests(String prefix, boolean repeats, Call call) {
        this.prefix = prefix;
        this.repeats = repeats;
        this.call = call;
    }

    /** Makes one request. */
    @Override
    public void run() {
        if (name == null) {
            name = "%s-%06d".formatted(prefix, ++count);
            attempted.add(name);
        }
        try {
            int status = call.send(name);
            if (status >= 200 && status < 300) {
                acknowledged.add(name);
                name = null;
            }
        } catch (ConnectException e) {
            return; // the service did not hear of it
        } catch (IOException e) {
            name = repeats ? name : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** @param texts whatever came out, of others as well; the first name of a request in each counts */
    List<String> named(Collection<String> texts) {
        Pattern names = Pattern.compile(Pattern.quote(prefix) + "-\\d{6}");
        return texts.stream()
                .flatMap(text -> names.matcher(text).results().limit(1))
                .map(found -> found.group())
                .toList();
    }

    TotalQueue check(Collection<String> texts) {
        return TotalQueue.check(attempted, acknowledged, named(texts));
    }
}
