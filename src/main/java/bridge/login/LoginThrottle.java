package bridge.login;

import bridge.http.ClientAddress;
import bridge.problem.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Bounds how many login links are asked for, on this node: per address, known or not, and per caller. */
@Component("loginThrottle")
public class LoginThrottle {

    private static final Logger LOG = LoggerFactory.getLogger(LoginThrottle.class);

    private static final Duration NEXT_FOR_ADDRESS = Duration.ofSeconds(30);
    private static final Duration NEXT_FOR_CALLER = Duration.ofSeconds(5);
    private static final int MAX_BUCKETS = 100_000;

    /** Groups of an IPv6 address that one customer of a provider has; the rest is theirs to choose. */
    private static final int IPV6_GROUPS = 4;

    private final Cache<String, Bucket> ofAddresses;
    private final Cache<String, Bucket> ofCallers;
    private final LoginSettings settings;

    LoginThrottle(LoginSettings settings) {
        this.settings = settings;
        this.ofAddresses = buckets(NEXT_FOR_ADDRESS.multipliedBy(settings.linksPerAddress()));
        this.ofCallers = buckets(NEXT_FOR_CALLER.multipliedBy(settings.linksPerCaller()));
    }

    /** @throws Problem 429 with the time to wait */
    public void admit(String address, ClientAddress caller) {
        take(ofCallers.get(network(caller.address()), k -> bucket(settings.linksPerCaller(), NEXT_FOR_CALLER)));
        take(ofAddresses.get(address, k -> bucket(settings.linksPerAddress(), NEXT_FOR_ADDRESS)));
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            LOG.info("A request for a login link was throttled");
            // Rounded up: a caller that waits as told must not come too early.
            throw Problem.tooMany(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(999));
        }
    }

    private static Bucket bucket(int burst, Duration next) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, next))
                .build();
    }

    /** A bucket nobody has used for so long is full again and need not be kept. */
    private static Cache<String, Bucket> buckets(Duration untilFull) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(untilFull)
                .build();
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split(":", -1);
        return String.join(":", java.util.Arrays.copyOf(groups, Math.min(IPV6_GROUPS, groups.length)));
    }
}
