package bridge.event;

import bridge.access.Caller;
import bridge.access.TokenCheck;
import org.springframework.stereotype.Component;

/** Lets a connection hear events once it has proved whose it is, and again when it brings a later token. */
@Component
class SocketAuthentication {

    private final TokenCheck tokens;
    private final LiveSessions sessions;
    private final LiveEvents events;

    SocketAuthentication(TokenCheck tokens, LiveSessions sessions, LiveEvents events) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.events = events;
    }

    /** @param since the last event heard; null: none is asked for */
    void authenticate(SocketConnection connection, String token, String since) {
        TokenCheck.Result result = tokens.verify(token);
        if (!result.isAccepted()) {
            connection.end(Ending.NOT_AUTHENTICATED);
            return;
        }
        Caller caller = result.caller();
        LiveSession known = connection.session();
        if (known == null) {
            begin(connection, caller, since);
        } else if (known.caller().scope().equals(caller.scope())) {
            known.renew(caller);
        } else {
            connection.end(Ending.NOT_AUTHENTICATED);
        }
    }

    private void begin(SocketConnection connection, Caller caller, String since) {
        LiveSession session = sessions.open(caller, connection);
        if (session == null) {
            connection.end(Ending.TRY_LATER);
            return;
        }
        connection.authenticated(session);
        events.join(session, since);
    }
}
