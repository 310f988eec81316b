package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the service answered.
 *
 * @param status 0 when nothing came
 * @param body a missing node when it is no JSON
 */
record ServiceAnswer(int status, String contentType, String text, JsonNode body) {

    static final ServiceAnswer NONE = new ServiceAnswer(0, "", "", MissingNode.getInstance());

    static ServiceAnswer of(int status, String contentType, byte[] content) {
        JsonNode body;
        try {
            body = Json.read(content);
        } catch (IOException e) {
            body = MissingNode.getInstance();
        }
        return new ServiceAnswer(status, contentType, new String(content, StandardCharsets.UTF_8), body);
    }

    boolean good() {
        return status / 100 == 2;
    }
}
