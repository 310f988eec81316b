package bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedValuesTest {

    private static final int OLD = 1;
    private static final int NEW = 2;
    private static final String PLAIN = "eyJ-a-token ✓";

    private final SealedValues values = Seals.withKeys(NEW);

    @Test
    void opensWhatItSealedAndShowsNothingOfIt() {
        String sealed = values.seal("account 1", PLAIN);
        assertThat(values.open("account 1", sealed)).isEqualTo(PLAIN);
        assertThat(sealed).startsWith("v1.").doesNotContain("token");
        assertThat(values.open("account 1", values.seal("account 1", ""))).isEmpty();
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> values.seal("account 1", PLAIN))
                        .distinct())
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account 2", "account 1 ", "account", ""})
    void aTextMovedToAnotherRecordDoesNotOpen(String other) {
        String sealed = values.seal("account 1", PLAIN);
        assertThatThrownBy(() -> values.open(other, sealed)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void aTextOfWhichAnyByteWasChangedDoesNotOpen() {
        String sealed = values.seal("account 1", PLAIN);
        String head = values.firstPrefix();
        byte[] content = Base64.getUrlDecoder().decode(sealed.substring(head.length()));
        for (int i = 0; i < content.length; i++) {
            byte[] changed = content.clone();
            changed[i] ^= 1;
            String text = head + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> values.open("account 1", text)).isInstanceOf(SealBrokenException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1..", "plain text", "v2.00.AAAA", "v1.00.AAAA"})
    void whatIsNotSealedDoesNotOpen(String text) {
        assertThatThrownBy(() -> values.open("account 1", text)).isInstanceOf(SealBrokenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!"})
    void aTextCutShortDoesNotOpen(String rest) {
        assertThatThrownBy(() -> values.open("account 1", values.firstPrefix() + rest))
                .isInstanceOf(SealBrokenException.class)
                .hasNoCause();
    }

    @Test
    void anOlderKeyStillOpensWhileTheFirstSeals() {
        String old = Seals.withKeys(OLD).seal("account 1", PLAIN);
        var rotated = Seals.withKeys(NEW, OLD);
        assertThat(rotated.open("account 1", old)).isEqualTo(PLAIN);
        assertThat(old).doesNotStartWith(rotated.firstPrefix());
        assertThat(rotated.seal("account 1", PLAIN)).startsWith(rotated.firstPrefix());
        assertThat(values.open("account 1", rotated.seal("account 1", PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void saysThatTheKeyIsUnknownAndNothingMore() {
        String old = Seals.withKeys(OLD).seal("account 1", PLAIN);
        assertThatThrownBy(() -> values.open("account 1", old))
                .isInstanceOf(SealBrokenException.class)
                .hasMessage("A value was sealed with a key that SECURE_STORAGE_KEY does not hold")
                .hasNoCause();
    }

    /** The name of a key must not be a way to pass a text off as sealed with another one. */
    @Test
    void aTextUnderTheNameOfAnotherKeyDoesNotOpen() {
        String old = Seals.withKeys(OLD).seal("account 1", PLAIN);
        var rotated = Seals.withKeys(NEW, OLD);
        String renamed = rotated.firstPrefix() + old.substring(old.lastIndexOf('.') + 1);
        assertThatThrownBy(() -> rotated.open("account 1", renamed)).isInstanceOf(SealBrokenException.class);
    }
}
