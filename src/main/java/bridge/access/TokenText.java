package bridge.access;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.Base64;

/**
 * The three parts of a signed token, read more strictly than java-jwt 4.6.2 does: that one takes unknown critical parameters,
 * members given twice, text after the payload, and base64url with stray bits.
 *
 * @param header  a JSON object
 * @param payload a JSON object
 */
record TokenText(JsonNode header, JsonNode payload) {

    static final int MAX_LENGTH = 4096;

    private static final int PARTS = 3;

    private static final ObjectReader STRICT = new ObjectMapper()
            .reader()
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .forType(JsonNode.class);

    /** @throws InvalidTokenException if it is not exactly three canonical parts with one JSON object in each of the first two */
    static TokenText read(String token) {
        if (token == null || token.length() > MAX_LENGTH) {
            throw new InvalidTokenException();
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new InvalidTokenException();
        }
        bytes(parts[2]);
        return new TokenText(object(bytes(parts[0])), object(bytes(parts[1])));
    }

    private static byte[] bytes(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException();
        }
        throw new InvalidTokenException();
    }

    private static JsonNode object(byte[] bytes) {
        JsonNode node;
        try {
            node = STRICT.readValue(bytes);
        } catch (IOException e) {
            throw new InvalidTokenException();
        }
        if (node == null || !node.isObject()) {
            throw new InvalidTokenException();
        }
        return node;
    }
}
