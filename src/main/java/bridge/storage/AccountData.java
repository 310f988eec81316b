package bridge.storage;

/** A keeper of data of monday accounts. Each feature that keeps some has a bean of this type. */
public interface AccountData {

    /** Erases everything kept for an account, in the caller's transaction. */
    void erase(long accountId);
}
