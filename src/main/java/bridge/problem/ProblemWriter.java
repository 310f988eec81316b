package bridge.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Writes the body of {@code application/problem+json}; {@code error} repeats {@code detail} for callers of the older API. */
@Component
public class ProblemWriter {

    public static final String CONTENT_TYPE = "application/problem+json";

    /** The MDC entry that holds the id of the request at hand. */
    public static final String REQUEST_ID = "requestId";

    private final ObjectMapper json;

    public ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** @param instance the path of the request, without its query; null when it is not known */
    public String write(Problem problem, String instance) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title(problem.status()));
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        if (instance != null) {
            body.put("instance", instance);
        }
        body.put("error", problem.detail());
        body.put("code", problem.code());
        body.put("request_id", MDC.get(REQUEST_ID));
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem consists of strings and numbers", e);
        }
    }

    private static String title(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
