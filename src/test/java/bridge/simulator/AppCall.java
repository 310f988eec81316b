package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call of monday to the service, and how its tries went. */
public final class AppCall {
    final long number;
    final String what;
    final String path;
    final JsonNode body;
    final Instant at;
    final long automationId;
    final List<String> tries = new CopyOnWriteArrayList<>();
    private State state = State.WAITING;
    private String outcome = "";
    private String answer = "";

    /** What became of it. */
    public enum State {
        /** Not answered yet, or to be repeated. */
        WAITING,
        /** An asynchronous action was taken in and has not answered yet. */
        ACKNOWLEDGED,
        DONE,
        FAILED
    }

    /** @param automationId 0 when it belongs to none */
    AppCall(long number, String what, String path, JsonNode body, long automationId, Instant at) {
        this.number = number;
        this.what = what;
        this.path = path;
        this.body = body;
        this.automationId = automationId;
        this.at = at;
    }

    synchronized void answered(String text) {
        answer = text;
    }

    /** @param words what monday would tell the people concerned */
    synchronized void becomes(State now, String words) {
        if (now == State.ACKNOWLEDGED && (state == State.DONE || state == State.FAILED)) {
            return; // an asynchronous answer may be faster than the acknowledgement
        }
        state = now;
        outcome = words;
    }

    public synchronized State state() {
        return state;
    }

    /** In words, for a person. */
    public synchronized String outcome() {
        return outcome;
    }

    /** The body of the latest answer, as text. */
    public synchronized String answer() {
        return answer;
    }

    /** What kind of call: {@code action}, {@code subscribe}, {@code unsubscribe}, {@code options}, {@code lifecycle}, {@code queue}. */
    public String what() {
        return what;
    }

    public String path() {
        return path;
    }

    public JsonNode body() {
        return body;
    }

    public long automationId() {
        return automationId;
    }

    /** The outcome of each try: an HTTP status, or the name of what went wrong. */
    public List<String> tries() {
        return List.copyOf(tries);
    }

    JsonNode json() {
        return Json.object()
                .put("number", number)
                .put("what", what)
                .put("path", path)
                .put("at", at.toString())
                .put("automationId", automationId)
                .put("state", state().name())
                .put("outcome", outcome())
                .put("answer", answer())
                .put("tries", String.join(" ", tries))
                .set("body", body);
    }
}
