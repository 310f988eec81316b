package bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"a,b\"", "W/\"a,b\"", "\"x\",\"a,b\"", "  W/\"x\" ,\t\"a,b\" ", "*", " * "})
    void weakComparisonFinds(String header) {
        assertThat(EntityTags.isAmong("\"a,b\"", header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "\"a\",\"b\"", "a,b", "\"a,b", "w/\"a,b\"", "\"*\"", "\"A,B\""})
    void weakComparisonDoesNotFind(String header) {
        assertThat(EntityTags.isAmong("\"a,b\"", header)).isFalse();
    }

    @Test
    void strongComparisonDoesNotTakeWeakTags() {
        assertThat(EntityTags.permits("\"a\"", "\"x\", \"a\"")).isTrue();
        assertThat(EntityTags.permits("\"a\"", "*")).isTrue();
        assertThat(EntityTags.permits("\"a\"", null)).isTrue();
        assertThat(EntityTags.permits("\"a\"", "W/\"a\"")).isFalse();
        assertThat(EntityTags.permits("\"a\"", "")).isFalse();
    }

    @Test
    void aTagStandsForItsPartsAndTheirBorders() {
        assertThat(EntityTags.of(bytes("ab"), bytes("c"))).isNotEqualTo(EntityTags.of(bytes("a"), bytes("bc")));
        assertThat(EntityTags.sha256("a", null)).isNotEqualTo(EntityTags.sha256("a", "-"));
        assertThat(EntityTags.sha256("a")).matches("[0-9a-f]{64}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
