package bridge.config;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Tells the pool which connections are of no more use although they call themselves valid: only a new start of the service
 * would mend it. H2 closes the database when its disk is full, and opens it again for a new connection; a PostgreSQL that
 * has become a standby takes no writes, and a new connection finds the one that does.
 */
public final class UselessConnections implements SQLExceptionOverride {

    private static final int DATABASE_IS_CLOSED = 90098; // of H2
    private static final String READ_ONLY = "25006"; // SQLSTATE

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        boolean useless = failure.getErrorCode() == DATABASE_IS_CLOSED || READ_ONLY.equals(failure.getSQLState());
        return useless ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
