package bridge.portal;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that must not be given up lightly: monday has done its part already. */
@Component
class Deliveries {

    private static final int TRIES = 3;

    private final TransactionTemplate transaction;

    Deliveries(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** Begins anew when two transactions have waited for each other. */
    <T> T inTransaction(Supplier<T> work) {
        for (int left = TRIES; ; left--) {
            try {
                return transaction.execute(status -> work.get());
            } catch (ConcurrencyFailureException e) {
                if (left <= 1) {
                    throw e;
                }
            }
        }
    }
}
