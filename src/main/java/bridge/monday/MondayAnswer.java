package bridge.monday;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came back over the wire, whatever it is.
 *
 * @param headers by name, in any case
 * @param body    null when there was none
 */
record MondayAnswer(int status, Map<String, String> headers, String body) {

    MondayAnswer {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** @return null when it was not sent */
    String header(String name) {
        return headers.get(name);
    }
}
