package bridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.architecture.OpenApi;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls the service as a front end does, and insists that every answer is one that {@code openapi.json} describes. */
public final class PortalClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApi API = new OpenApi();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    /** @param token null: not logged in */
    public PortalClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** An answer with its body read as JSON; null when there is none. */
    public record Answer(int status, JsonNode body, HttpResponse<String> http) {

        public String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }
    }

    public PortalClient as(String otherToken) {
        return new PortalClient(url, otherToken);
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, body, Map.of());
    }

    public Answer patch(String path, Object body) throws IOException, InterruptedException {
        return send("PATCH", path, body, Map.of());
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null, Map.of());
    }

    /** @param body null for none; a string is sent as it is, anything else as JSON */
    public Answer send(String method, String path, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            request.method(method, BodyPublishers.ofString(write(body)));
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(API.faultsOfAnswer(
                        method,
                        answer.request().uri().getRawPath(),
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(null),
                        answer.body()))
                .as("%s %s, as openapi.json has it: %s", method, path, answer.body())
                .isEmpty();
        return new Answer(answer.statusCode(), read(answer), answer);
    }

    private static JsonNode read(HttpResponse<String> answer) throws JsonProcessingException {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") && !answer.body().isEmpty() ? JSON.readTree(answer.body()) : null;
    }

    private static String write(Object body) throws JsonProcessingException {
        return body instanceof String text ? text : JSON.writeValueAsString(body);
    }
}
