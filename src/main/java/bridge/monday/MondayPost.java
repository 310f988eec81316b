package bridge.monday;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is sent to an address that monday gave us: a trigger's event, an action's late answer.
 *
 * @param url as monday gave it; whether it may be called is looked at again with each call
 */
public record MondayPost(String url, JsonNode body) {

    /** Without the address, which can be as good as a password, and without what it says. */
    @Override
    public String toString() {
        return "MondayPost";
    }
}
