package bridge.job;

/**
 * Work to be accepted.
 *
 * @param dedupKey  at most 255 characters; a second job of the same kind with the same key is the first one
 * @param orderKey  null: in no order with others
 * @param accountId of the monday account whose data the payload holds, so that it can be erased; null: of none
 * @param payload   anything Jackson can write; never a secret, never a token
 */
public record NewJob(String kind, String dedupKey, String orderKey, Long accountId, Object payload) {

    public NewJob(String kind, String dedupKey, String orderKey, Object payload) {
        this(kind, dedupKey, orderKey, null, payload);
    }

    public NewJob(String kind, String dedupKey, Object payload) {
        this(kind, dedupKey, null, null, payload);
    }
}
