package bridge.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers kept by {@code Idempotency-Key}: for 30 minutes the same key gets the same answer and nothing runs again.
 *
 * @see <a href="https://developer.monday.com/api-reference/docs/idempotency">idempotency</a>
 */
final class Idempotency {
    static final Duration LIFE = Duration.ofMinutes(30);
    private static final int MAX_BYTES = 1 << 20;

    private final SimulatorClock clock;
    private final Map<String, Kept> kept = new HashMap<>();

    /** An answer, or null while it is being made. */
    private record Kept(Answer answer, Instant at) {}

    /** A key with its user and kind of token, as keys of different callers have nothing to do with each other. */
    static String scoped(Token token, String key) {
        return token.user().id() + (token.app() ? "/app/" : "/personal/") + key;
    }

    Idempotency(SimulatorClock clock) {
        this.clock = clock;
    }

    /** What a key finds: nothing known, an answer, or a call still running. */
    sealed interface Found {
        record Unknown() implements Found {}

        record Running() implements Found {}

        record Done(Answer answer) implements Found {}
    }

    /** Looks a key up and, when it is unknown, marks it as running. */
    synchronized Found begin(String key) {
        var known = kept.get(key);
        if (known != null && known.answer() == null) {
            return new Found.Running();
        }
        if (known != null && known.at().plus(LIFE).isAfter(clock.instant())) {
            return new Found.Done(known.answer());
        }
        kept.put(key, new Kept(null, clock.instant()));
        return new Found.Unknown();
    }

    /** Keeps the answer of a call that ran; one too large is forgotten. */
    synchronized void done(String key, Answer answer) {
        if (answer.body().length > MAX_BYTES) {
            kept.remove(key);
        } else {
            kept.put(key, new Kept(answer, clock.instant()));
        }
    }

    /** Forgets a key whose call did not run. */
    synchronized void forget(String key) {
        var known = kept.get(key);
        if (known != null && known.answer() == null) {
            kept.remove(key);
        }
    }

    synchronized void clear() {
        kept.values().removeIf(k -> k.answer() != null);
    }
}
