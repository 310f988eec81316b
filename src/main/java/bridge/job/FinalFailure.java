package bridge.job;

/** A failure that another try cannot mend: the job becomes a dead letter at once. The message is a fixed text without personal data. */
public class FinalFailure extends RuntimeException {

    public FinalFailure(String message) {
        super(message);
    }

    public FinalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
