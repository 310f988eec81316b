package bridge.login;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.client.Client;
import bridge.client.Clients;
import bridge.job.Job;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

class LoginLettersTest {

    private final Clients clients = Mockito.mock(Clients.class);
    private final MagicLinks links = Mockito.mock(MagicLinks.class);
    private final Job job = new Job(
            7,
            "login-mail",
            "a-random-key",
            null,
            JsonNodeFactory.instance.objectNode().put("email", "ann@acme.example"),
            1,
            Instant.now());

    @ParameterizedTest
    @CsvSource({
        "https://p.example/portal/,            https://p.example/portal/?portal_id=a%20%26b%2Bc&token=TOKEN",
        "https://p.example,                    https://p.example?portal_id=a%20%26b%2Bc&token=TOKEN",
        "https://p.example/login?lang=en,      https://p.example/login?lang=en&portal_id=a%20%26b%2Bc&token=TOKEN",
        "https://p.example/login?,             https://p.example/login?portal_id=a%20%26b%2Bc&token=TOKEN",
        "https://p.example/#/login,            https://p.example/?portal_id=a%20%26b%2Bc&token=TOKEN#/login",
    })
    void theLinkKeepsWhatTheConfiguredAddressHolds(String configured, String expected) {
        var ann = new Client(1, "Ann", "ann@acme.example", "a &b+c", true, Instant.now());
        BDDMockito.given(clients.activeOf("ann@acme.example")).willReturn(List.of(ann));
        BDDMockito.given(links.create(ann, job)).willReturn("TOKEN");

        LoginLetter letter = letters(configured).write(job);

        assertThat(letter.links()).extracting(LoginLetter.Link::url).containsExactly(expected);
        assertThat(letter.to()).isEqualTo("ann@acme.example");
        assertThat(letter.messageId()).isEqualTo("<login-a-random-key@bridge.example>");
        assertThat(letter.toString() + letter.links()).doesNotContain("TOKEN").doesNotContain("ann@");
        Mockito.inOrder(links).verify(links).voidEarlier(job);
    }

    @Test
    void nobodyGetsNoLetter() {
        assertThat(letters("https://p.example").write(job)).isNull();
    }

    private LoginLetters letters(String linkUrl) {
        var settings =
                new LoginSettings(URI.create(linkUrl), Duration.ofMinutes(60), false, Duration.ofSeconds(10), 6, 120);
        return new LoginLetters(clients, links, settings, "support@bridge.example");
    }
}
