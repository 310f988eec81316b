package bridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalIdsTest {

    @ParameterizedTest
    @CsvSource({
        "Acme GmbH,              x@y.example,          acme-gmbh",
        "'  Ünï & Çö.  ',        x@y.example,          uni-co",
        "株式会社,               x@umbrella.example,   umbrella",
        "Monday,                 x@y.example,          monday-1",
        "'---',                  x@callback.example,   callback-1",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbb, x@y.example, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    })
    void aPortalIsNamedAfterItsCustomer(String name, String address, String expected) {
        String slug = PortalIds.slug(name, address);

        assertThat(slug).isEqualTo(expected);
        assertThat(PortalIds.isAllowed(slug)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "Acme-2", "client_001", "a.b", "7", "a@b.example"})
    void plainWordsNamePortals(String id) {
        assertThat(PortalIds.isAllowed(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "-a", "a/b", "a%2Fb", "a b", "a?b", "a#b", "ä", "monday", "TICKET", "logout"})
    void wordsThatArePathsOrCouldBeReadAsSomethingElseDoNot(String id) {
        assertThat(PortalIds.isAllowed(id)).isFalse();
    }
}
