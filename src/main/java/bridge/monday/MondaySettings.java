package bridge.monday;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How monday is called.
 *
 * @param apiVersion         sent as {@code API-Version}
 * @param concurrency        calls at once; monday counts them per account, so several nodes share what a plan allows
 * @param connectTimeout     to reach the host
 * @param responseTimeout    for the answer to begin; monday itself gives up after 60 s
 * @param interactiveTimeout the same while somebody waits
 * @param interactiveWait    how long a call that somebody waits for may wait for a place
 * @param backgroundWait     the same for all others
 * @param maxAnswer          bytes of an answer, unpacked
 * @param postTimeout        for an address that monday gave us to answer
 */
@ConfigurationProperties("bridge.monday")
record MondaySettings(
        URI apiUrl,
        String apiVersion,
        String apiToken,
        int concurrency,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration interactiveTimeout,
        Duration interactiveWait,
        Duration backgroundWait,
        long maxAnswer,
        Duration postTimeout) {}
