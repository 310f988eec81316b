package bridge.command;

import bridge.config.BadSettingsException;
import bridge.monday.MondayMisconfiguredException;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayUnavailableException;
import bridge.problem.Problem;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.web.server.PortInUseException;

/** Says what went wrong to somebody who does not read stack traces. */
final class PlainWords {

    /** H2: the database file is open in another process. */
    private static final int DATABASE_IN_USE = 90020;

    private PlainWords() {}

    /** @return one sentence per fault */
    static List<String> of(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BadSettingsException bad) {
                return bad.faults();
            }
            if (t instanceof SQLException sql && sql.getErrorCode() == DATABASE_IN_USE) {
                return List.of(
                        "The service is running and holds its database. Ask it instead: POST /admin/setup with the"
                                + " ADMIN_TOKEN, or stop it first");
            }
            if (t instanceof SQLException) {
                return List.of(
                        "The database cannot be opened: see DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD and DATA_DIR");
            }
            if (t instanceof PortInUseException busy) {
                return List.of("Port " + busy.getPort() + " is in use: see API_PORT");
            }
            if (t instanceof MondayMisconfiguredException monday) {
                return List.of("monday does not accept MONDAY_API_TOKEN, or the user of that token may not do this ("
                        + monday.code() + ")");
            }
            if (t instanceof MondayUnavailableException monday) {
                return List.of("monday cannot be reached or does not serve us now (" + monday.code()
                        + "): see MONDAY_API_URL, or try again later");
            }
            if (t instanceof MondayRefusedException monday) {
                return List.of("monday refused a request (" + monday.code() + ")");
            }
            if (t instanceof Problem problem) {
                return List.of(problem.detail());
            }
        }
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return List.of(
                "Something unexpected stood in the way (" + last.getClass().getSimpleName() + ")");
    }
}
