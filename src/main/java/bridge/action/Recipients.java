package bridge.action;

import bridge.client.EmailAddress;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.stereotype.Component;

/** Whom a mail goes to that names nobody itself: the account's stored {@code mail_address}. */
@Component("recipients")
public class Recipients {

    /**
     * @param stored the account's {@code mail_address}; null when it has none
     * @throws Problem 400 when that is no address
     */
    public String stored(JsonNode stored) {
        if (stored == null || stored.isNull() || stored.asText("").isBlank()) {
            throw Problem.malformed(
                    "The mail has no recipient: fill in the field \"email\", or store a mail address for the account");
        }
        return EmailAddress.parse(stored.asText())
                .orElseThrow(() ->
                        Problem.malformed("The mail address stored for the account is not one plain e-mail address"));
    }

    static String check(String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> Problem.malformed("The recipient is not one plain e-mail address"));
    }
}
