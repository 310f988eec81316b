package bridge.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookKeyTest {

    private final WebhookKey key = new WebhookKey(List.of(bytes("new-key"), bytes("old-key")));

    @Test
    void acceptsTheCurrentKeyAndThoseBeforeIt() {
        assertThat(key.all()).hasSize(2).allMatch(key::matches);
        assertThat(key.current()).isEqualTo(key.all().get(0)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void acceptsNothingElse() {
        assertThat(key.matches(null)).isFalse();
        assertThat(key.matches("")).isFalse();
        assertThat(key.matches(key.current().substring(1))).isFalse();
        assertThat(key.matches(key.current() + "x")).isFalse();
        assertThat(key.matches("new-key")).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
