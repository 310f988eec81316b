package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private SimulatedMonday monday;
    private ApiClient api;

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
        api = new ApiClient(monday);
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(monday.url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode json(String method, String path, String body) throws Exception {
        var answer = send(method, path, body);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Json.read(answer.body());
    }

    @Test
    void seedsAndPlaysFromAnotherProcess() throws Exception {
        var seeded = json("POST", "/control/seed", "{\"board\":\"tickets\",\"items\":3,\"customers\":2}");
        var board = seeded.path("boardId").asText();
        var item = seeded.path("itemIds").path(0).asText();

        json(
                "POST",
                "/control/play",
                "{\"action\":\"set\",\"itemId\":\"" + item
                        + "\",\"column\":\"Status\",\"text\":\"Waiting for vendor\"}");
        var update =
                json("POST", "/control/play", "{\"action\":\"update\",\"itemId\":\"" + item + "\",\"text\":\"hi\"}");
        json("POST", "/control/play", "{\"action\":\"reply\",\"updateId\":" + update.path("id") + ",\"text\":\"yo\"}");

        var shown = json("GET", "/control/boards/" + board, "");
        assertThat(shown.path("items")).hasSize(3);
        assertThat(send("GET", "/control/boards/" + board + "?revision=" + shown.path("revision"), "")
                        .statusCode())
                .isEqualTo(204);
        var read = json("GET", "/control/items/" + item, "");
        assertThat(read.path("cells").path("Status").asText()).isEqualTo("Waiting for vendor");
        assertThat(read.path("updates")
                        .path(0)
                        .path("replies")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("yo");
        assertThat(json("GET", "/control/items", "")).hasSize(3).contains(read);
        assertThat(json("GET", "/control", "")
                        .path("boards")
                        .path(0)
                        .path("items")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void armsFaultsAndReadsCalls() throws Exception {
        json("POST", "/control/faults", "{\"kind\":\"LOCKED\",\"on\":\"me\",\"times\":-1}");
        assertThat(api.call("{ me { id } }").status()).isEqualTo(423);
        assertThat(json("DELETE", "/control/faults", "")).isEmpty();
        assertThat(api.call("{ me { id } }").status()).isEqualTo(200);

        var calls = json("GET", "/control/calls?field=me", "");
        assertThat(calls).hasSize(2);
        assertThat(calls.path(0).path("fault").asText()).isEqualTo("LOCKED");
        assertThat(calls.path(0).path("headers").has("authorization")).isFalse();
        assertThat(json("POST", "/control/limits", "{\"perMinute\":7}")
                        .path("perMinute")
                        .asInt())
                .isEqualTo(7);
        assertThat(json("POST", "/control/webhooks", "{\"copies\":3}")
                        .path("copies")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void listensToJsonOnly() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(monday.url() + "/control/calm"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(415);
        assertThat(send("POST", "/control/faults", "{\"kind\":\"NOPE\"}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void servesItsPage() throws Exception {
        for (var path : new String[] {
            "/", "/boards/1", "/board.js", "/app", "/app.js", "/consent.js", "/dom.js", "/simulator.css"
        }) {
            assertThat(send("GET", path, "").statusCode()).as(path).isEqualTo(200);
        }
        assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
    }
}
