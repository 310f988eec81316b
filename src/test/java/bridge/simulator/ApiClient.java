package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls the simulated monday as any client would. */
final class ApiClient {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    /** What came back. */
    record Result(int status, JsonNode body, HttpHeaders headers) {

        JsonNode data(String field) {
            return body.path("data").path(field);
        }

        JsonNode error() {
            return body.path("errors").path(0);
        }

        String code() {
            return error().path("extensions").path("code").asText("");
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    ApiClient(SimulatedMonday monday) {
        this(monday.apiUrl(), monday.token());
    }

    ApiClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    Result call(String query) {
        return call(query, Map.of());
    }

    Result call(String query, Map<String, ?> variables, String... headers) {
        return send(Json.write(Map.of("query", query, "variables", variables)), headers);
    }

    Result send(String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var json = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Result(answer.statusCode(), json ? Json.read(answer.body()) : Json.object(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
