package bridge.job;

import bridge.storage.AccountData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The jobs of an account, also those that are being worked on: their worker finds nothing to finish. */
@Component
class AccountJobs implements AccountData {

    private final JdbcClient db;

    AccountJobs(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void erase(long accountId) {
        db.sql("DELETE FROM job WHERE account_id = :account")
                .param("account", accountId)
                .update();
    }
}
