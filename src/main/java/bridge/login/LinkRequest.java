package bridge.login;

import bridge.client.EmailAddress;
import bridge.http.FormFields;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds the address in a request for a login link: front ends send it in three ways. */
@Component("linkRequest")
public class LinkRequest {

    private static final String EMAIL = "email";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final ObjectMapper json;

    LinkRequest(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param body        null when there is none
     * @param contentType of the body; null is taken for JSON
     * @return the address in lower case
     * @throws IOException if the body is no JSON
     * @throws Problem     422 unless it is exactly one plain address, 400 if two differ, 415
     */
    public String read(byte[] body, Map<String, String> query, String contentType) throws IOException {
        String inQuery = query.get(EMAIL);
        String inBody = body == null ? null : fromBody(body, contentType == null ? "" : contentType);
        if (inQuery != null && inBody != null && !inQuery.equals(inBody)) {
            throw Problem.malformed("Two different addresses were given");
        }
        String given = inQuery == null ? inBody : inQuery;
        if (given == null) {
            throw Problem.invalid(EMAIL, "is required");
        }
        return EmailAddress.parse(given).orElseThrow(() -> Problem.invalid(EMAIL, "must be one e-mail address"));
    }

    private String fromBody(byte[] body, String contentType) throws IOException {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals(FORM)) {
            return FormFields.read(body).get(EMAIL);
        }
        if (!type.isEmpty() && !type.equals("application/json") && !type.endsWith("+json")) {
            throw new Problem(415, "UNSUPPORTED_MEDIA_TYPE", "This content type or encoding is not supported");
        }
        JsonNode root = json.readTree(body);
        if (!root.isObject()) {
            throw Problem.malformed("The body must be a JSON object");
        }
        JsonNode email = root.get(EMAIL);
        if (email != null && !email.isTextual()) {
            throw Problem.invalid(EMAIL, "has the wrong type");
        }
        return email == null ? null : email.textValue();
    }
}
