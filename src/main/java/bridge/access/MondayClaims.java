package bridge.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a token says that monday signed. Has no text form: it can hold a short-lived API token. */
public final class MondayClaims {

    private final JsonNode payload;

    MondayClaims(JsonNode payload) {
        this.payload = payload;
    }

    /** @return empty when the token names no account */
    public Optional<String> accountId() {
        return text("accountId");
    }

    /** @return empty when the token names no user */
    public Optional<String> userId() {
        return text("userId");
    }

    /** @return a claim that is a string or a number; empty for any other */
    public Optional<String> text(String claim) {
        JsonNode value = payload.path(claim);
        return value.isTextual() || value.isIntegralNumber() ? Optional.of(value.asText()) : Optional.empty();
    }
}
