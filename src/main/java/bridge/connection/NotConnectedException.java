package bridge.connection;

/** Nobody connected this account or user, or monday took the access back: somebody has to visit the Authorization URL. */
public class NotConnectedException extends RuntimeException {

    public NotConnectedException() {
        super("not connected to monday", null, false, false);
    }
}
