package bridge.event;

import java.util.Map;
import org.springframework.web.socket.WebSocketSession;

/**
 * What a socket's opening request said.
 *
 * @param token null: it will come as the first message
 * @param since null: nothing past is asked for
 */
record Handshake(boolean originAllowed, String token, String since) {

    private static final String NAME = Handshake.class.getName();

    void keepIn(Map<String, Object> attributes) {
        attributes.put(NAME, this);
    }

    static Handshake of(WebSocketSession socket) {
        return (Handshake) socket.getAttributes().get(NAME);
    }
}
