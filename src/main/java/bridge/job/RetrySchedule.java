package bridge.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When failed work is tried again.
 *
 * @param firstPause   before the second try; doubled with each further one
 * @param longestPause no pause is longer, unless the other side asks for it
 * @param longestPauses  the same for single kinds of jobs; null: for none
 * @param giveUpAfter  age of a job at which a failed try is its last one
 * @param lease        how long the jobs of a node that has died wait for another; renewed while the node lives
 * @param longestWork  a worker that has not finished by then is taken for dead
 * @param requeueAfter a job whose message has not been worked on by then gets another
 */
@ConfigurationProperties("bridge.jobs")
record RetrySchedule(
        Duration firstPause,
        Duration longestPause,
        Map<String, Duration> longestPauses,
        Duration giveUpAfter,
        Duration lease,
        Duration longestWork,
        Duration requeueAfter,
        Duration keepDone,
        Duration keepDead) {

    /** @return the pause after the given number of tries, ±20 % so that failures of one moment do not come back together */
    Duration pauseAfter(int attempts, String kind) {
        double doubled = firstPause.toMillis() * Math.pow(2, Math.min(attempts, 30) - 1.0);
        Duration longest = longestPauses == null ? longestPause : longestPauses.getOrDefault(kind, longestPause);
        double capped = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (capped * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
