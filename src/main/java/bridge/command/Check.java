package bridge.command;

import java.util.List;

/** Looks at one thing that the service depends on. Made for {@code doctor} alone: lazily, and nothing is changed by it. */
interface Check {

    /** What it looks at, for the case that looking itself fails. */
    String subject();

    /** @return at least one finding */
    List<Finding> look() throws Exception;
}
