package bridge.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * Whose token it is, as monday says.
 *
 * @param email null when monday did not tell
 */
public record Person(long id, long accountId, String name, String email, String kind) {

    /** monday's words for those who work with the boards; guests and viewers are asked in from outside, or only look on. */
    private static final Set<String> MEMBERS = Set.of("admin", "member");

    static Person of(JsonNode me) {
        String email = me.path("email").asText("");
        return new Person(
                me.path("id").asLong(0),
                me.path("account").path("id").asLong(0),
                me.path("name").asText(""),
                email.isBlank() ? null : email,
                me.path("kind").asText(""));
    }

    boolean isMember() {
        return MEMBERS.contains(kind.toLowerCase(Locale.ROOT));
    }
}
