package bridge.storage;

import bridge.problem.Problem;
import org.springframework.stereotype.Component;

/** What a caller is told when a route could not keep a value. */
@Component("storageProblems")
public class StorageProblems {

    public Problem changedMeanwhile() {
        return new Problem(409, "VALUE_CHANGED", "The value was changed by somebody else: read it again");
    }
}
