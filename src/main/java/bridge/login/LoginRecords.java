package bridge.login;

import bridge.access.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends the stated life of links, sessions, revocations and idempotency keys. */
@Component("loginRecords")
public class LoginRecords {

    private static final Logger LOG = LoggerFactory.getLogger(LoginRecords.class);

    private final JdbcClient db;
    private final MagicLinks links;
    private final Sessions sessions;

    LoginRecords(JdbcClient db, MagicLinks links, Sessions sessions) {
        this.db = db;
        this.links = links;
        this.sessions = sessions;
    }

    public void forgetOld() {
        int count = links.forgetOld() + sessions.forgetOld() + forgetRequests();
        if (count > 0) {
            LOG.info("{} expired links, sessions, revocations and idempotency keys were deleted", count);
        }
    }

    /** Keys are honoured for 24 h. */
    private int forgetRequests() {
        return db.sql("DELETE FROM idempotent_request WHERE created_at < CURRENT_TIMESTAMP - 25 * INTERVAL '1' HOUR")
                .update();
    }
}
