package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls the simulated monday as the server of an app would, or a browser that follows no redirect. */
final class AppClient {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back; the body is an empty object when it is no JSON. */
    record Result(int status, JsonNode body, String location) {

        String text(String field) {
            return body.path(field).asText("");
        }
    }

    Result get(String url, String... headers) {
        return send("GET", url, null, headers);
    }

    Result post(String url, Object body, String... headers) {
        return send("POST", url, body, headers);
    }

    /** @param body a string is sent as a form, anything else as JSON; null for none */
    Result send(String method, String url, Object body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header(
                    "Content-Type", body instanceof String ? "application/x-www-form-urlencoded" : "application/json");
            request.method(
                    method, HttpRequest.BodyPublishers.ofString(body instanceof String form ? form : Json.write(body)));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var json = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Result(
                    answer.statusCode(),
                    json && answer.body().length > 0 ? Json.read(answer.body()) : Json.object(),
                    answer.headers().firstValue("Location").orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A parameter of an address; null without it. */
    static String parameter(String url, String name) {
        return Http.pairs(URI.create(url).getRawQuery()).get(name);
    }
}
