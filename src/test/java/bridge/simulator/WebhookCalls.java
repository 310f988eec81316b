package bridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The HTTP calls of webhooks: the challenge of a new one, and deliveries. */
final class WebhookCalls {
    private final AppTokens tokens;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    WebhookCalls(AppTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Asks the address of a new webhook whether it wants it: the challenge must come back. It carries no token.
     *
     * @throws MondayException if it does not
     */
    void challenge(String url, String challenge) {
        try {
            var body = Json.object().put("challenge", challenge);
            var answer = client.send(request(url, body).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200
                    && Json.read(answer.body()).path("challenge").asText("").equals(challenge)) {
                return;
            }
        } catch (IOException | IllegalArgumentException e) {
            // Answered below like a wrong answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw MondayException.invalidArgument("Webhook URL did not answer the challenge");
    }

    /**
     * Delivers an event.
     *
     * @param scheme what stands before the JWT of a signed webhook
     * @return the HTTP status
     */
    int deliver(Webhook webhook, ObjectNode event, String scheme) throws IOException, InterruptedException {
        var body = Json.object();
        body.set("event", event);
        var request = request(webhook.url(), body);
        if (webhook.signed()) {
            request.header("Authorization", scheme + tokens.webhook(webhook.creator(), webhook.url()));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest.Builder request(String url, ObjectNode body) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
    }
}
