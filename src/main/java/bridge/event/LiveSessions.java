package bridge.event;

import bridge.access.Caller;
import bridge.access.SessionEnded;
import bridge.access.Sessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Everybody who listens on this node, over whatever transport. */
@Component("liveSessions")
public class LiveSessions {

    private static final int MAX_PER_CALLER = 20;
    private static final int SIDS_PER_QUERY = 1000;

    private final Sessions sessions;
    private final Set<LiveSession> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perCaller = new ConcurrentHashMap<>();

    LiveSessions(Sessions sessions, MeterRegistry metrics) {
        this.sessions = sessions;
        Gauge.builder("bridge.sockets", open, Set::size)
                .description("Authenticated connections that hear events")
                .register(metrics);
    }

    /** @return null when the caller has too many already */
    LiveSession open(Caller caller, Connection connection) {
        int count = perCaller.merge(caller.scope(), 1, Integer::sum);
        var session = new LiveSession(caller, connection);
        if (count > MAX_PER_CALLER) {
            countDown(session);
            return null;
        }
        open.add(session);
        return session;
    }

    void close(LiveSession session) {
        if (open.remove(session)) {
            countDown(session);
        }
    }

    private void countDown(LiveSession session) {
        perCaller.computeIfPresent(session.caller().scope(), (scope, count) -> count == 1 ? null : count - 1);
    }

    /** Those to whom events are given as they happen. */
    List<LiveSession> live() {
        return open.stream().filter(LiveSession::isLive).toList();
    }

    /** Ends those whose token has expired; the database is not asked. */
    public void endExpired() {
        Instant now = Instant.now();
        open.stream().filter(session -> session.hasExpired(now)).forEach(LiveSessions::end);
    }

    /** Ends those whose session has ended on whichever node. */
    public void endRevoked() {
        endRevokedAmong(new ArrayList<>(open));
    }

    void endRevokedAmong(Collection<LiveSession> some) {
        List<String> sids = some.stream()
                .map(session -> session.caller().sid())
                .filter(sid -> sid != null)
                .distinct()
                .toList();
        Set<String> ended = new HashSet<>();
        for (int from = 0; from < sids.size(); from += SIDS_PER_QUERY) {
            ended.addAll(sessions.endedAmong(sids.subList(from, Math.min(sids.size(), from + SIDS_PER_QUERY))));
        }
        endOf(ended);
    }

    @EventListener
    void sessionEnded(SessionEnded event) {
        endOf(Set.of(event.sid()));
    }

    private void endOf(Set<String> sids) {
        if (!sids.isEmpty()) {
            open.stream()
                    .filter(session -> session.caller().sid() != null
                            && sids.contains(session.caller().sid()))
                    .collect(Collectors.toList())
                    .forEach(LiveSessions::end);
        }
    }

    private static void end(LiveSession session) {
        session.connection().end(Ending.NOT_AUTHENTICATED);
    }
}
