package bridge.event;

import bridge.mirror.PortalEvent;
import bridge.mirror.PortalEvents;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells events to those who listen on this node. The log in the database is the only source: what is told has been committed,
 * so that a read finds it, and is told in its order.
 */
@Component("liveEvents")
public class LiveEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final int PAGE = 200;
    private static final int UNKNOWN = -1;

    private final PortalEvents log;
    private final LiveSessions sessions;
    private final ObjectMapper json;
    private final Counter delivered;
    private final ReentrantLock telling = new ReentrantLock();
    private final AtomicBoolean wanted = new AtomicBoolean();

    /** Everything up to here has been told to those who are live. */
    private volatile long told = UNKNOWN;

    LiveEvents(PortalEvents log, LiveSessions sessions, ObjectMapper json, MeterRegistry metrics) {
        this.log = log;
        this.sessions = sessions;
        this.json = json;
        this.delivered = Counter.builder("bridge.events.delivered")
                .description("Events given to a connection")
                .register(metrics);
    }

    /** Tells what has been logged since the last time. Calls that come meanwhile are served by the one under way. */
    public void deliverNew() {
        wanted.set(true);
        while (wanted.get() && telling.tryLock()) {
            try {
                wanted.set(false);
                tellNew();
            } finally {
                telling.unlock();
            }
        }
    }

    private void tellNew() {
        long last = log.lastId();
        if (told == UNKNOWN || last == told) {
            told = last;
            return;
        }
        if (!log.holdsAllSince(told)) {
            LOG.info("Events were not logged one by one: everybody who listens reads anew");
            for (LiveSession session : sessions.live()) {
                session.goLive(last);
                session.connection().resync();
            }
            told = last;
            return;
        }
        long at = told;
        List<PortalEvent> page;
        do {
            page = log.since(at, null, PAGE);
            if (!page.isEmpty()) {
                tell(page);
                at = page.get(page.size() - 1).id();
            }
        } while (page.size() == PAGE);
        told = Math.max(at, last);
    }

    private void tell(List<PortalEvent> page) {
        List<LiveSession> concerned = sessions.live().stream()
                .filter(session -> page.stream().anyMatch(event -> session.mayHear(event.portalId())))
                .toList();
        if (concerned.isEmpty()) {
            return;
        }
        sessions.endRevokedAmong(concerned);
        Instant now = Instant.now();
        for (PortalEvent logged : page) {
            LiveEvent event = LiveEvent.of(logged, json);
            for (LiveSession session : concerned) {
                if (session.hear(event, now)) {
                    delivered.increment();
                }
            }
        }
    }

    /**
     * Lets a session hear everything from now on, after what it missed.
     *
     * @param since the last event it has heard, as it says; null: it asks for nothing past
     */
    void join(LiveSession session, String since) {
        deliverNew();
        if (since == null) {
            telling.lock();
            try {
                session.connection().ready(told);
                session.goLive(told);
            } finally {
                unlock();
            }
        } else {
            Long from = number(since);
            boolean known = from != null && log.holdsAllSince(from);
            session.connection().ready(known ? Math.max(told, from) : told);
            catchUp(session, known ? from : UNKNOWN);
        }
    }

    /** Page by page, at the pace at which the other side takes them. @param from {@link #UNKNOWN}: it has to read anew */
    private void catchUp(LiveSession session, long from) {
        long at = from;
        while (true) {
            if (at == UNKNOWN || !log.holdsAllSince(at)) {
                session.connection().resync();
                at = told;
            }
            long covered = told;
            List<PortalEvent> page = log.since(at, session.portal(), PAGE);
            Instant now = Instant.now();
            for (PortalEvent event : page) {
                if (session.mayHear(event.portalId()) && !session.hasExpired(now)) {
                    session.connection().event(LiveEvent.of(event, json));
                    delivered.increment();
                }
                at = event.id();
            }
            if (page.size() == PAGE) {
                long next = at;
                session.connection().whenSent(() -> catchUp(session, next));
                return;
            }
            at = Math.max(at, covered);
            if (goLive(session, at)) {
                return;
            }
        }
    }

    /** @return false when events have been told meanwhile that the session has not heard */
    private boolean goLive(LiveSession session, long seen) {
        telling.lock();
        try {
            if (told > seen) {
                return false;
            }
            session.goLive(seen);
            return true;
        } finally {
            unlock();
        }
    }

    /** A call of {@link #deliverNew} that came while we held the lock has left its work to us. */
    private void unlock() {
        telling.unlock();
        if (wanted.get()) {
            deliverNew();
        }
    }

    private static Long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }
}
