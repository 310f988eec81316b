package bridge.webhook;

import bridge.job.FinalFailure;
import bridge.job.Job;
import bridge.job.JobLedger;
import bridge.job.JobOutcomes;
import bridge.mirror.ItemFetch;
import bridge.mirror.ItemFetches;
import bridge.monday.MondayCall.Priority;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the items again that webhooks have named, many of them with one call. */
@Component("refetch")
public class Refetch {

    static final String KIND = "webhook-refetch";

    /** After the first event of a burst: so long others may join it. */
    private static final Duration COLLECT = Duration.ofMillis(30);

    /** Between two calls of this node: a burst that lasts becomes four calls a second. */
    private static final Duration SPACE = Duration.ofMillis(250);

    /** Of a flood, so many are looked at for those that name the same items. */
    private static final int MAX_HINTS = 1000;

    private final JobLedger ledger;
    private final JobOutcomes outcomes;
    private final ItemFetches fetches;
    private final TransactionTemplate transaction;
    private final JdbcClient db;

    private volatile long lastFetch = System.nanoTime() - SPACE.toNanos();

    Refetch(
            JobLedger ledger,
            JobOutcomes outcomes,
            ItemFetches fetches,
            TransactionTemplate transaction,
            JdbcClient db) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.fetches = fetches;
        this.transaction = transaction;
        this.db = db;
    }

    /** False for the messages of a burst whose jobs went with the first one. */
    public boolean isDue() {
        return db.sql("""
                        SELECT EXISTS (SELECT 1 FROM job WHERE kind = :kind AND state = 'waiting'
                          AND next_try_at <= CURRENT_TIMESTAMP)""").param("kind", KIND).query(Boolean.class).single();
    }

    /** @return milliseconds to wait before the next batch is taken */
    public long pause() {
        Duration since = Duration.ofNanos(System.nanoTime() - lastFetch);
        long left = SPACE.minus(since).toMillis();
        return Math.max(COLLECT.toMillis(), left);
    }

    /** Takes what is due: all that names the items which one call can read. */
    public RefetchBatch take() {
        lastFetch = System.nanoTime();
        Set<String> items = new HashSet<>();
        Predicate<JsonNode> fits = hint -> {
            String item = hint.path("item_id").asText();
            return items.contains(item) || items.size() < ItemFetches.MAX_ITEMS && items.add(item);
        };
        return new RefetchBatch(ledger.claimDue(KIND, MAX_HINTS, fits).stream()
                .filter(this::isHint)
                .toList());
    }

    /** Buries the job when it is not: it must not keep back those that are asked with it. */
    private boolean isHint(Job job) {
        JsonNode item = job.payload().path("item_id");
        boolean hint = job.payload().isObject()
                && (item.isMissingNode()
                        || item.isNull()
                        || item.isTextual() && item.textValue().matches("[0-9]{1,18}"));
        if (!hint) {
            outcomes.failed(job, new FinalFailure("The payload names no item"));
        }
        return hint;
    }

    /** @return the questions of a batch; when all are answered, the mirror is written and the jobs are done in one transaction */
    public ItemFetch questions(RefetchBatch batch) {
        return fetches.of(
                batch.items(),
                batch.talks(),
                Priority.REFETCH,
                fetch -> transaction.executeWithoutResult(status -> {
                    fetches.write(fetch, null);
                    done(batch);
                }));
    }

    /** The jobs of a batch without items. */
    public void done(RefetchBatch batch) {
        batch.jobs().forEach(outcomes::done);
    }

    public void failed(RefetchBatch batch, Exception failure) {
        batch.jobs().forEach(job -> outcomes.failed(job, failure));
    }

    /** Jobs that are worked on together. */
    public record RefetchBatch(List<Job> jobs) {

        public boolean isEmpty() {
            return jobs.isEmpty();
        }

        /** True when the board's columns have changed. */
        public boolean isAboutLayout() {
            return jobs.stream().anyMatch(job -> job.payload().path("layout").asBoolean());
        }

        public boolean hasItems() {
            return !items().isEmpty();
        }

        Set<Long> items() {
            var items = new TreeSet<Long>();
            jobs.forEach(job -> add(items, job.payload()));
            return items;
        }

        Set<Long> talks() {
            var talks = new LinkedHashSet<Long>();
            jobs.stream()
                    .map(Job::payload)
                    .filter(hint -> hint.path("updates").asBoolean())
                    .forEach(hint -> add(talks, hint));
            return talks;
        }

        private static void add(Set<Long> items, JsonNode hint) {
            if (hint.hasNonNull("item_id")) {
                items.add(hint.path("item_id").asLong());
            }
        }
    }
}
