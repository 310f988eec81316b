package bridge.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** How an address of the simulated monday misbehaves, until told otherwise. */
public final class Behaviour {
    private int status;
    private int failures;
    private int losses;
    private Duration delay = Duration.ZERO;

    /** Answers the next calls with a status and does nothing; a negative number all of them. */
    public synchronized void fail(int httpStatus, int times) {
        status = httpStatus;
        failures = times;
    }

    /** Does what the next calls want and then closes the connection without an answer. */
    public synchronized void loseAnswers(int times) {
        losses = times;
    }

    /** Takes this long for every call. */
    public synchronized void slow(Duration before) {
        delay = before;
    }

    public synchronized void calm() {
        failures = 0;
        losses = 0;
        delay = Duration.ZERO;
    }

    /** @return the status to refuse this call with; 0: none */
    int begin() throws InterruptedException {
        Duration wait;
        int refusal;
        synchronized (this) {
            wait = delay;
            refusal = failures == 0 ? 0 : status;
            failures -= failures > 0 ? 1 : 0;
        }
        Thread.sleep(wait.toMillis());
        return refusal;
    }

    /** @return whether the answer to this call gets lost */
    synchronized boolean losesAnswer() {
        boolean lost = losses != 0;
        losses -= losses > 0 ? 1 : 0;
        return lost;
    }

    static void refuse(HttpExchange http, int status) throws IOException {
        if (status == 429) {
            http.getResponseHeaders().set("Retry-After", "1");
        }
        Http.json(http, status, Map.of("error", "Simulated failure"));
    }
}
