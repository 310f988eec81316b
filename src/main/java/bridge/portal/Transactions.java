package bridge.portal;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that are not given up only because two of them have waited for each other. */
@Component
class Transactions {

    private static final int TRIES = 3;

    private final TransactionTemplate transaction;

    Transactions(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    <T> T run(Supplier<T> work) {
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
