package bridge.storage;

/** A sealed text does not open. The message tells nothing of its content. */
public class SealBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private SealBrokenException(String message) {
        super(message);
    }

    static SealBrokenException changed() {
        return new SealBrokenException("A sealed value was changed, or belongs to another record");
    }

    static SealBrokenException unknownKey() {
        return new SealBrokenException("A value was sealed with a key that SECURE_STORAGE_KEY does not hold");
    }

    static SealBrokenException unknownFormat() {
        return new SealBrokenException("A value is not sealed in a form that this version knows");
    }
}
