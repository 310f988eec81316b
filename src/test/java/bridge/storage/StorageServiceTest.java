package bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What storage promises, on both databases. */
class StorageServiceTest {

    private static final long ACCOUNT = 17;
    private static final long OTHER = 18;

    private static StorageDatabase.Both both;

    @BeforeAll
    static void open() throws IOException {
        both = StorageDatabase.both();
    }

    @AfterAll
    static void close() throws IOException {
        both.close();
    }

    static Stream<StorageDatabase> databases() {
        return both.stream();
    }

    @BeforeEach
    void clear() {
        both.stream().forEach(StorageDatabase::clear);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aValueIsReadAsItWasWritten(StorageDatabase on) throws Exception {
        JsonNode value = new JsonMapper()
                .readTree(
                        "{\"text\":\"Grüße 🎉 \\u0000 half \\ud83c\",\"n\":12345678901234567,\"list\":[1.5,true,null,{}]}");
        String version = on.storage().set(ACCOUNT, "a key/with ?&#% and 🎉", value);
        assertThat(on.storage().get(ACCOUNT, "a key/with ?&#% and 🎉")).hasValueSatisfying(found -> {
            assertThat(found.value()).hasToString(value.toString());
            assertThat(found.version()).isEqualTo(version);
        });
        assertThat(on.storage().get(ACCOUNT, "another")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anAccountSeesItsOwnValuesOnly(StorageDatabase on) {
        set(on, ACCOUNT, "k", "mine");
        set(on, OTHER, "k", "theirs");
        assertThat(get(on, ACCOUNT, "k")).isEqualTo("mine");
        on.storage().delete(ACCOUNT, "k");
        assertThat(on.storage().search(ACCOUNT, "", null, 10).entries()).isEmpty();
        assertThat(on.storage().increment(ACCOUNT, "n", 1)).isEqualTo(1);
        assertThat(on.storage().get(OTHER, "n")).isEmpty();
        assertThat(get(on, OTHER, "k")).isEqualTo("theirs");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void withoutAVersionTheLastWriterWins(StorageDatabase on) {
        String first = set(on, ACCOUNT, "k", "one");
        String second = set(on, ACCOUNT, "k", "two");
        assertThat(get(on, ACCOUNT, "k")).isEqualTo("two");
        assertThat(second).isNotEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void withAVersionOnlyWhatWasReadIsOverwritten(StorageDatabase on) {
        String first = set(on, ACCOUNT, "k", "one");
        String second = on.storage().set(ACCOUNT, "k", new TextNode("two"), first, null);
        assertRefused(on, first);
        assertThat(get(on, ACCOUNT, "k")).isEqualTo("two");
        on.storage().delete(ACCOUNT, "k");
        assertRefused(on, second);
        set(on, ACCOUNT, "k", "anew");
        assertRefused(on, second);
        assertThat(get(on, ACCOUNT, "k")).isEqualTo("anew");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void ofManyWhoReadTheSameVersionOneWrites(StorageDatabase on) throws Exception {
        String version = set(on, ACCOUNT, "k", "start");
        List<Boolean> written = together(8, i -> {
            try {
                on.storage().set(ACCOUNT, "k", IntNode.valueOf(i), version, null);
                return true;
            } catch (VersionMismatchException e) {
                return false;
            }
        });
        assertThat(written).containsOnlyOnce(true);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anExpiredValueIsAsIfItWereNotThere(StorageDatabase on) {
        String version = on.storage().set(ACCOUNT, "k", new TextNode("old"), null, Duration.ofDays(30));
        assertThat(get(on, ACCOUNT, "k")).isEqualTo("old");
        on.expire("k");
        assertThat(on.storage().get(ACCOUNT, "k")).isEmpty();
        assertThat(on.storage().search(ACCOUNT, "", null, 10).entries()).isEmpty();
        assertRefused(on, version);
        set(on, ACCOUNT, "k", "new");
        on.expire("k");
        assertThat(get(on, ACCOUNT, "k")).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theSweepDeletesWhatHasExpiredAndNothingElse(StorageDatabase on) {
        on.storage().set(ACCOUNT, "gone", new TextNode("x"), null, Duration.ofSeconds(1));
        on.storage().set(ACCOUNT, "later", new TextNode("x"), null, Duration.ofHours(1));
        set(on, ACCOUNT, "stays", "x");
        on.expire("gone");
        on.rows().sweep();
        assertThat(on.storage().search(ACCOUNT, "", null, 10).entries())
                .extracting(StoredPage.Entry::key)
                .containsExactly("later", "stays");
        assertThat(on.count("stored_value")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aSearchFindsByTheBeginningOfKeysPageByPage(StorageDatabase on) {
        List<String> keys = IntStream.range(0, 25).mapToObj(i -> "a_%" + i).toList();
        keys.forEach(key -> set(on, ACCOUNT, key, key));
        List.of("a", "A_%1", "ab%", "b", "xa_%1").forEach(key -> set(on, ACCOUNT, key, key));
        List<StoredPage.Entry> found = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            StoredPage page = on.storage().search(ACCOUNT, "a_%", cursor, 10);
            found.addAll(page.entries());
            cursor = page.cursor();
            pages++;
        } while (cursor != null);
        assertThat(pages).isEqualTo(3);
        assertThat(found).extracting(StoredPage.Entry::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(found).allSatisfy(entry -> assertThat(entry.value().asText()).isEqualTo(entry.key()));
        assertThat(on.storage().search(ACCOUNT, "", null, 30).cursor()).isNull();
        assertThat(on.storage().search(ACCOUNT, "", null, 29).cursor()).isNotNull();
        assertThatThrownBy(() -> on.storage().search(ACCOUNT, "", "not a cursor!", 10))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void countsExactlyWhoeverCountsAtTheSameTime(StorageDatabase on) throws Exception {
        List<List<Long>> sums = together(8, i -> IntStream.range(0, 25)
                .mapToObj(n -> on.storage().increment(ACCOUNT, "n", 2))
                .toList());
        assertThat(sums.stream().flatMap(List::stream).collect(Collectors.toSet()))
                .hasSize(200)
                .contains(2L, 400L);
        assertThat(on.storage().increment(ACCOUNT, "n", -500)).isEqualTo(-100);
        assertThat(on.storage().get(ACCOUNT, "n").orElseThrow().value().longValue())
                .isEqualTo(-100);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void countsWithWhatWasSetAndRefusesWhatIsNoNumber(StorageDatabase on) {
        on.storage().set(ACCOUNT, "n", IntNode.valueOf(41), null, Duration.ofDays(30));
        assertThat(on.storage().increment(ACCOUNT, "n", 1)).isEqualTo(42);
        on.expire("n");
        assertThat(on.storage().increment(ACCOUNT, "n", 1)).isEqualTo(1);
        set(on, ACCOUNT, "n", "seven");
        assertThatThrownBy(() -> on.storage().increment(ACCOUNT, "n", 1)).isInstanceOf(Problem.class);
        assertThat(on.storage().increment(ACCOUNT, "most", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> on.storage().increment(ACCOUNT, "most", 1)).isInstanceOf(Problem.class);
        assertThat(on.storage().increment(ACCOUNT, "most", -1)).isEqualTo(Long.MAX_VALUE - 1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesWhatIsBeyondTheLimits(StorageDatabase on) {
        for (String key : new String[] {null, "", ".", "..", "k".repeat(257), "a\nb", "a\u0000b", "half \ud83c"}) {
            assertThatThrownBy(() -> set(on, ACCOUNT, key, "x")).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> on.storage().get(ACCOUNT, key)).isInstanceOf(Problem.class);
        }
        set(on, ACCOUNT, "k".repeat(256), "x");
        for (Duration ttl : List.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(30).plusSeconds(1))) {
            assertThatThrownBy(() -> on.storage().set(ACCOUNT, "k", new TextNode("x"), null, ttl))
                    .isInstanceOf(Problem.class);
        }
        for (JsonNode value : new JsonNode[] {null, NullNode.instance}) {
            assertThatThrownBy(() -> on.storage().set(ACCOUNT, "k", value)).isInstanceOf(Problem.class);
        }
        String large = "ä".repeat(StorageLimits.VALUE_BYTES / 2 - 1);
        set(on, ACCOUNT, "large", large);
        assertThat(get(on, ACCOUNT, "large")).isEqualTo(large);
        assertThatThrownBy(() -> set(on, ACCOUNT, "large", large + "a")).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anAccountIsErasedWithAllItsValues(StorageDatabase on) {
        var secure = on.secure(1);
        for (long account : List.of(ACCOUNT, OTHER)) {
            set(on, account, "k", "x");
            secure.set(account, "k", new TextNode("secret"));
        }
        on.rows().erase(ACCOUNT);
        assertThat(on.count("stored_value")).isEqualTo(1);
        assertThat(on.count("secure_value")).isEqualTo(1);
        assertThat(get(on, OTHER, "k")).isEqualTo("x");
        assertThat(secure.get(OTHER, "k")).isPresent();
    }

    private static String set(StorageDatabase on, long account, String key, String value) {
        return on.storage().set(account, key, new TextNode(value));
    }

    private static String get(StorageDatabase on, long account, String key) {
        return on.storage().get(account, key).orElseThrow().value().textValue();
    }

    private static void assertRefused(StorageDatabase on, String version) {
        assertThatThrownBy(() -> on.storage().set(ACCOUNT, "k", new TextNode("late"), version, null))
                .isInstanceOf(VersionMismatchException.class);
    }

    /** Each in a thread of its own. */
    private static <T> List<T> together(int threads, java.util.function.IntFunction<T> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> work.apply(i))
                    .toList();
            List<T> results = new ArrayList<>();
            for (var result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
