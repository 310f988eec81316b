package bridge.problem;

import bridge.problem.Problem.FieldError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Says a problem in monday's own words to the callers of actions and triggers
 * (developer.monday.com/apps/docs/error-handling). With a severity the run has failed for good and the automation's creator is
 * told why; a 5xx without one is called again for half an hour. A status of 410 is for what can never work again: monday switches
 * the automation off.
 */
@Component("mondayErrorWriter")
public class MondayErrorWriter {

    public static final String CONTENT_TYPE = "application/json";

    private static final int RUN_FAILED = 4000;
    private static final int AUTOMATION_OFF = 6000;

    private static final int GONE_FOR_EVER = 410;
    private static final int INVALID_VALUES = 422;

    /** 4xx that pass: monday repeats a 5xx only. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final ObjectMapper json;

    public MondayErrorWriter(ObjectMapper json) {
        this.json = json;
    }

    /** @return the HTTP status that monday understands as the problem is meant */
    public int status(Problem problem) {
        if (PASSING.contains(problem.status())) {
            return 503;
        }
        return problem.status() == INVALID_VALUES ? 400 : problem.status();
    }

    public String write(Problem problem) {
        try {
            return json.writeValueAsString(describe(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error consists of strings and a number", e);
        }
    }

    /** @return the members of the answer's object */
    public Map<String, Object> describe(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        String description = description(problem);
        if (status(problem) < 500) {
            boolean forEver = problem.status() == GONE_FOR_EVER;
            body.put("severityCode", forEver ? AUTOMATION_OFF : RUN_FAILED);
            body.put("notificationErrorTitle", "An automation step could not be done");
            body.put("notificationErrorDescription", description);
            if (forEver) {
                body.put("disableErrorDescription", description);
            }
        }
        body.put("runtimeErrorDescription", description);
        return body;
    }

    private static String description(Problem problem) {
        if (problem.errors().isEmpty()) {
            return problem.detail();
        }
        return problem.errors().stream().map(MondayErrorWriter::sentence).collect(Collectors.joining("; "));
    }

    private static String sentence(FieldError error) {
        return error.field() + " " + error.message();
    }
}
