package bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TotalQueueTest {

    private static final List<String> ATTEMPTED = List.of("a", "b", "c", "d");
    private static final List<String> ACKNOWLEDGED = List.of("a", "b");

    @Test
    void allIsWellWhenWhatWasAcknowledgedCameOutOnce() {
        assertThat(TotalQueue.check(ATTEMPTED, ACKNOWLEDGED, List.of("b", "a")))
                .isEqualTo(new TotalQueue(Set.of(), Set.of(), new TreeMap<>(), Set.of()));
    }

    @Test
    void whatWasAcknowledgedAndDidNotComeOutIsLost() {
        assertThat(TotalQueue.check(ATTEMPTED, ACKNOWLEDGED, List.of("a", "c")).lost())
                .containsExactly("b");
    }

    @Test
    void whatNobodyPutInIsUnexpected() {
        TotalQueue queue = TotalQueue.check(ATTEMPTED, ACKNOWLEDGED, List.of("a", "b", "x"));

        assertThat(queue.unexpected()).containsExactly("x");
        assertThat(queue.recovered()).isEmpty();
    }

    @Test
    void whatCameOutMoreThanOnceIsCounted() {
        assertThat(TotalQueue.check(ATTEMPTED, ACKNOWLEDGED, List.of("a", "b", "b", "c", "b"))
                        .duplicated())
                .isEqualTo(Map.of("b", 3));
    }

    @Test
    void whatCameOutWithoutAnAnswerIsRecovered() {
        assertThat(TotalQueue.check(ATTEMPTED, ACKNOWLEDGED, List.of("a", "b", "d"))
                        .recovered())
                .containsExactly("d");
    }
}
