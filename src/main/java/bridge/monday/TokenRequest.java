package bridge.monday;

import java.net.URI;
import java.util.Map;

/**
 * What {@code direct:monday-token} sends.
 *
 * @param fields of a JSON object
 */
public record TokenRequest(URI url, Map<String, String> fields) {

    /** Never the fields: they are secrets. */
    @Override
    public String toString() {
        return "TokenRequest[url=" + url + "]";
    }
}
