package bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@acme.example",
                "a.n.n+tickets@mail.acme.example",
                "o'neil@acme.example",
                "a@b.co",
                "ann@localhost",
                "!#$%&'*+/?=^_`{|}~-@acme.example",
                "ann@xn--mnchen-3ya.example",
            })
    void onePlainAddressIsTakenAsItIs(String address) {
        assertThat(EmailAddress.parse(address)).contains(address);
    }

    @Test
    void addressesAreComparedInLowerCaseAndWithoutSpacesAround() {
        assertThat(EmailAddress.parse("  Ann@ACME.Example ")).contains("ann@acme.example");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "ann",
                "@acme.example",
                "ann@",
                "ann@@acme.example",
                "ann@acme@acme.example",
                "a@b.example,c@d.example",
                "a@b.example;c@d.example",
                "a@b.example c@d.example",
                "Ann <ann@acme.example>",
                "<ann@acme.example>",
                "friends:ann@acme.example;",
                "ann(comment)@acme.example",
                "ann@acme.example(comment)",
                "\"ann\"@acme.example",
                "\"a b\"@acme.example",
                "=?utf-8?q?ann?=@acme.example ",
                "ann@[127.0.0.1]",
                "ann@127.0.0.1",
                "ann@acme..example",
                "ann@.example",
                "ann@acme.example.",
                "ann@-acme.example",
                "ann@acme-.example",
                "ann@ac_me.example",
                ".ann@acme.example",
                "ann.@acme.example",
                "a..nn@acme.example",
                "ann@acme.example\n",
                "ann@acme.example\r\nBcc: eve@evil.example",
                "ann\u0000@acme.example",
                "ann\t@acme.example",
                "\u00e4nn@acme.example",
                "ann@\u00e4cme.example",
                "ann@acme.\u212Aom",
                "mailto:ann@acme.example"
            })
    void everythingElseIsRefused(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void lengthsAreThoseOfTheProtocol() {
        String host = "a".repeat(63) + ".example";

        assertThat(EmailAddress.parse("a".repeat(64) + "@" + host)).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@" + host)).isEmpty();
        assertThat(EmailAddress.parse("a@" + "a".repeat(64) + ".example")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "a.".repeat(130) + "example")).isEmpty();
    }

    @Test
    void hostileTextTakesNoTime() {
        for (String text : new String[] {"a.".repeat(120) + "@", "a@" + "a-".repeat(120), " ".repeat(253) + "a"}) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(1),
                    () -> assertThatCode(() -> EmailAddress.parse(text)).doesNotThrowAnyException());
        }
    }
}
