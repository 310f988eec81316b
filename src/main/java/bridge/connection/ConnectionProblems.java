package bridge.connection;

import bridge.problem.Problem;
import org.springframework.stereotype.Component;

/** What somebody is told for whom monday cannot be called, because the account is not connected. */
@Component("connectionProblems")
public class ConnectionProblems {

    public Problem notConnected() {
        return new Problem(
                403,
                "NOT_CONNECTED",
                "This automation's user has not connected the account to the app: connect it and try again");
    }
}
