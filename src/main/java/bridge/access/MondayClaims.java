package bridge.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a token says that monday signed. Tokens of the signing secret name account and user themselves; those of the client secret
 * within {@code dat}, in another spelling. Has no text form: it can hold a short-lived API token.
 */
public final class MondayClaims {

    private final JsonNode payload;

    MondayClaims(JsonNode payload) {
        this.payload = payload;
    }

    /** @return empty when the token names no account */
    public Optional<String> accountId() {
        return text("accountId").or(() -> text(payload.path("dat").path("account_id")));
    }

    /** @return empty when the token names no user */
    public Optional<String> userId() {
        return text("userId").or(() -> text(payload.path("dat").path("user_id")));
    }

    /** @return a claim that is a string or a number; empty for any other */
    public Optional<String> text(String claim) {
        return text(payload.path(claim));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() || value.isIntegralNumber() ? Optional.of(value.asText()) : Optional.empty();
    }
}
