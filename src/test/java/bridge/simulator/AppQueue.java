package bridge.simulator;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * monday code's queue: a message is delivered until it is answered with 200, ten times at most, then dropped.
 *
 * @see <a href="https://developer.monday.com/apps/docs/monday-code-sdk">monday code</a>
 */
public final class AppQueue {
    private static final int TRIES = 10;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final AppIdentity app;
    private final ServiceCalls calls;

    /** What a delivery looks like. */
    public enum Form {
        /** The message itself, as the queue of the Node kit posts it. */
        NODE,
        /** {@code {"content": message}}, as the local server of other languages posts it. */
        PYTHON
    }

    AppQueue(AppIdentity app, ServiceCalls calls) {
        this.app = app;
        this.calls = calls;
    }

    /** Publishes a message. */
    public AppCall publish(String message, Form form) {
        return publish(message, form, app.topicSecret());
    }

    /** With another secret, as another version of the app has it. */
    public AppCall publish(String message, Form form, String secret) {
        var body = form == Form.NODE ? TextNode.valueOf(message) : Json.object().put("content", message);
        var path = "/mndy-queue?secret=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        var call = calls.newCall("queue", path, body, 0);
        calls.submit(call, new ServiceCalls.Manner(Map::of, TIMEOUT, TRIES, (made, answer) -> {
            boolean done = answer.status() == 200;
            var state = done ? AppCall.State.DONE : AppCall.State.WAITING;
            made.becomes(state, done ? "Done" : "Will be delivered again");
            return state;
        }));
        return call;
    }
}
