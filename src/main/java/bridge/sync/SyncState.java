package bridge.sync;

import bridge.storage.Facts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What reconciliations tell the next ones, also over a restart. */
@Component
class SyncState {

    private static final String LOAD = "sync-load";
    private static final String NEWEST_CHANGE = "sync-newest-change";
    private static final String UPDATES_READ_AT = "sync-updates-read-at";
    private static final String UNCOUNTED = "sync-uncounted-items";

    private final Facts facts;
    private final ObjectMapper json;

    SyncState(Facts facts, ObjectMapper json) {
        this.facts = facts;
        this.json = json;
    }

    /** A load that did not end. */
    Optional<LoadProgress> unfinishedLoad() {
        return facts.get(LOAD).flatMap(this::read);
    }

    void loading(LoadProgress progress) {
        try {
            facts.put(LOAD, json.writeValueAsString(progress));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Progress consists of strings, numbers and times", e);
        }
    }

    void loaded() {
        facts.forget(LOAD);
    }

    /** The latest change of an item that was taken over, by monday's clock. */
    Instant newestChange() {
        return facts.get(NEWEST_CHANGE).map(Instant::parse).orElse(Instant.EPOCH);
    }

    void newestChange(Instant at) {
        if (at.isAfter(newestChange())) {
            facts.put(NEWEST_CHANGE, at.toString());
        }
    }

    /** @return since when updates may have been missed, by the database's clock; empty: all of them */
    Optional<Instant> updatesReadAt() {
        return facts.get(UPDATES_READ_AT).map(Instant::parse);
    }

    void updatesReadAt(Instant begun) {
        facts.put(UPDATES_READ_AT, begun.toString());
    }

    /** How many items more than its pages show the board counted when all of them were read. */
    int uncountedItems() {
        return facts.get(UNCOUNTED).map(Integer::valueOf).orElse(0);
    }

    void uncountedItems(int number) {
        if (number != uncountedItems()) {
            facts.put(UNCOUNTED, Integer.toString(number));
        }
    }

    private Optional<LoadProgress> read(String content) {
        try {
            return Optional.of(json.readValue(content, LoadProgress.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // of a release that wrote it in another shape: begin anew
        }
    }
}
