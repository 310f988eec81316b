package bridge.monday;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** monday limits each account by itself: so what another account has spent or was refused never holds up the portal. */
@Component
class CallBudgets {

    private static final Duration UNUSED = Duration.ofHours(25); // longer than a day's limit can last
    private static final int MOST_ACCOUNTS = 10_000;

    private final CallBudget own;
    private final MondaySettings settings;
    private final Clock clock;
    private final Cache<String, CallBudget> others = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .maximumSize(MOST_ACCOUNTS)
            .build();

    CallBudgets(CallBudget own, MondaySettings settings, Clock clock) {
        this.own = own;
        this.settings = settings;
        this.clock = clock;
    }

    CallBudget of(MondayCall call) {
        return call.actingFor() == null
                ? own
                : others.get(call.actingFor().accountId(), account -> new CallBudget(settings, clock));
    }
}
