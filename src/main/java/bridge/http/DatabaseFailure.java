package bridge.http;

import java.sql.SQLException;
import java.util.Set;

/** Whether a failure means that the database is away, full, or takes no writes, and not that we asked for something wrong. */
final class DatabaseFailure {

    /** Classes of SQLSTATE: not supported, cardinality, data, integrity, syntax or access. */
    private static final Set<String> OURS = Set.of("0A", "21", "22", "23", "42");

    private DatabaseFailure() {}

    /** @return what the driver or the pool said; null: it is no such failure */
    static SQLException in(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && state.length() > 2 && OURS.contains(state.substring(0, 2)) ? null : sql;
            }
        }
        return null;
    }
}
