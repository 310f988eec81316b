package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/**
 * What monday makes of an action's answer.
 *
 * @see <a href="https://developer.monday.com/apps/docs/error-handling">error handling</a>
 */
final class ActionJudge {
    static final int FAILED = 4000;
    static final int DISABLED = 6000;

    /** monday's own pages differ: the one on errors says what is below, the one on actions that any answer but 200 is repeated. */
    volatile boolean repeatsAnyFailure;

    /** @param fails is told the severity and the answer of a failure that is final */
    AppCall.State judge(AppCall call, ServiceAnswer answer, boolean async, BiConsumer<Integer, JsonNode> fails) {
        if (answer.status() == 200) {
            var state = async ? AppCall.State.ACKNOWLEDGED : AppCall.State.DONE;
            call.becomes(state, async ? "Taken in, answers later" : "Done" + outputs(answer.body()));
            return state;
        }
        int severity = answer.body().path("severityCode").asInt(0);
        boolean known = severity == FAILED || severity == DISABLED;
        boolean repeated = answer.status() == 0 || answer.status() / 100 != 4 && !known;
        if (repeated || repeatsAnyFailure) {
            call.becomes(AppCall.State.WAITING, "Will be tried again");
            return AppCall.State.WAITING;
        }
        call.becomes(AppCall.State.FAILED, words(severity, answer.body(), answer.status()));
        if (known) {
            fails.accept(severity, answer.body());
        }
        return AppCall.State.FAILED;
    }

    static String outputs(JsonNode answer) {
        return answer.path("outputFields").isObject() ? ", gives " + answer.path("outputFields") : "";
    }

    static String words(int severity, JsonNode answer, int status) {
        var title = answer.path("notificationErrorTitle").asText("");
        if (title.isEmpty()) {
            return "Failed, only logged"
                    + (answer.has("runtimeErrorDescription")
                            ? ": " + answer.path("runtimeErrorDescription").asText()
                            : " (HTTP " + status + ")");
        }
        return (severity == DISABLED ? "Switched off: " : "Failed: ") + title + ". "
                + answer.path("notificationErrorDescription").asText("");
    }
}
