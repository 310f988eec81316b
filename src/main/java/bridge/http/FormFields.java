package bridge.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The fields of an {@code application/x-www-form-urlencoded} body. */
public final class FormFields {

    private FormFields() {}

    /** @throws bridge.problem.Problem 400 if it is badly encoded or gives a field twice with different values */
    public static Map<String, String> read(byte[] body) {
        return RequestReader.query(new String(body, StandardCharsets.UTF_8));
    }
}
