package bridge.storage;

/** The value was written, deleted or has expired since it was read: read it again before writing. */
public class VersionMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VersionMismatchException() {
        super("The value was changed by somebody else", null, false, false);
    }
}
