package bridge.monday;

/** monday does not accept the code or the refresh token: used, expired, revoked or never issued. Another try brings the same. */
public class GrantRefusedException extends RuntimeException {

    public GrantRefusedException() {
        super("monday refused the grant", null, false, false);
    }
}
