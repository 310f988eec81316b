package bridge.mirror;

import bridge.storage.Facts;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long ago the mirror was last known to be right: {@code X-Data-Age}. */
@Component("mirrorAge")
public class MirrorAge {

    private static final String RIGHT_AT = "mirror-right-at";

    /** The age is asked for with every list; the database is asked only so often. */
    private static final Duration KEEP = Duration.ofSeconds(2);

    /**
     * @param ageThen at that time; null: never right yet
     * @param readAt  of {@link System#nanoTime}
     */
    private record Reading(Duration ageThen, long readAt) {

        Duration since() {
            return Duration.ofNanos(System.nanoTime() - readAt);
        }
    }

    private final Facts facts;
    private final JdbcClient db;
    private volatile Reading reading;

    MirrorAge(Facts facts, JdbcClient db) {
        this.facts = facts;
        this.db = db;
    }

    /** @return null when the mirror was never complete yet */
    public Long seconds() {
        Reading known = reading;
        if (known == null || known.ageThen() == null || known.since().compareTo(KEEP) > 0) {
            known = read();
            reading = known;
        }
        return known.ageThen() == null
                ? null
                : known.ageThen().plus(known.since()).toSeconds();
    }

    /** False until the first load has ended. */
    public boolean wasEverRight() {
        return rightAt() != null;
    }

    /** @return by the database's clock; null when never */
    public Instant rightAt() {
        return facts.get(RIGHT_AT).map(Instant::parse).orElse(null);
    }

    /** @param begun when the reconciliation began that has just ended, by {@link Mirror#now} */
    public void wasRight(Instant begun) {
        Instant before = rightAt();
        if (before == null || before.isBefore(begun)) {
            facts.put(RIGHT_AT, begun.toString());
        }
        forget();
    }

    void forget() {
        reading = null;
    }

    private Reading read() {
        Instant rightAt = rightAt();
        Instant now = db.sql("SELECT CURRENT_TIMESTAMP AS now")
                .query((row, n) -> MirrorRows.instant(row, "now"))
                .single();
        Duration age = rightAt == null ? null : Duration.between(rightAt, now);
        return new Reading(
                age == null || age.isNegative() ? (age == null ? null : Duration.ZERO) : age, System.nanoTime());
    }
}
