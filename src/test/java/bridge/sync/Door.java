package bridge.sync;

import bridge.mirror.Questions;
import bridge.mirror.UnreadableAnswerException;
import bridge.monday.MondayCall;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** Asks a simulated monday with the documents of {@code routes/graphql}, as the routes do. */
final class Door {

    /** monday did not answer. */
    static final class Broken extends RuntimeException {}

    private final SimulatedMonday monday;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private Predicate<MondayCall> fails = call -> false;

    Door(SimulatedMonday monday) {
        this.monday = monday;
    }

    /** Calls for which this holds are not answered. */
    void failOn(Predicate<MondayCall> which) {
        fails = which;
    }

    void ask(Questions questions) {
        while (questions.isUnfinished()) {
            MondayCall call = questions.next();
            if (fails.test(call)) {
                throw new Broken();
            }
            try {
                questions.take(call(call));
            } catch (MondayRefusedException e) {
                questions.refused(e);
            }
        }
    }

    MondayReply call(MondayCall call) {
        try {
            String document = Files.readString(Path.of("routes/graphql", call.operation() + ".graphql"));
            var request = HttpRequest.newBuilder(URI.create(monday.apiUrl()))
                    .header("Authorization", monday.token())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(
                            json.writeValueAsBytes(Map.of("query", document, "variables", call.variables()))))
                    .build();
            JsonNode answer =
                    json.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
            if (answer.path("errors").size() > 0) {
                throw new MondayRefusedException(answer.path("errors")
                        .path(0)
                        .path("extensions")
                        .path("code")
                        .asText());
            }
            if (!answer.path("data").isObject()) {
                throw new UnreadableAnswerException("data");
            }
            return new MondayReply(answer.path("data"), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
