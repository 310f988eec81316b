package bridge.simulator;

import java.time.Duration;

/**
 * How a simulated monday starts.
 *
 * @param port 0 for any free one
 * @param seed the same seed gives the same ids and texts
 * @param webhookRetry pause between the tries of a delivery; monday's own minute in real life
 */
public record SimulatorOptions(int port, long seed, Duration webhookRetry) {

    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, 1, Duration.ofSeconds(1));
    }

    public SimulatorOptions onPort(int number) {
        return new SimulatorOptions(number, seed, webhookRetry);
    }

    public SimulatorOptions seeded(long number) {
        return new SimulatorOptions(port, number, webhookRetry);
    }

    public SimulatorOptions retryingWebhooksEvery(Duration pause) {
        return new SimulatorOptions(port, seed, pause);
    }
}
