package bridge.simulator;

import java.util.Map;

/** What an automation begins with. */
public sealed interface Start {

    /** Somebody presses a button. */
    record Manual() implements Start {}

    /** An item is made on a board. */
    record ItemCreated(String boardId) implements Start {}

    /**
     * A status column of a board changes.
     *
     * @param label the one that it must change to; null: any
     */
    record StatusChanged(String boardId, String label) implements Start {}

    /**
     * The app's own trigger fires.
     *
     * @param name as in the service's address
     * @param fields what the automation's owner chose
     */
    record AppTrigger(String name, Map<String, ?> fields) implements Start {}

    default String sentence() {
        if (this instanceof ItemCreated) {
            return "When an item is created";
        }
        if (this instanceof StatusChanged change) {
            return "When a status changes" + (change.label() == null ? "" : " to " + change.label());
        }
        return this instanceof AppTrigger trigger ? "When the app says " + trigger.name() : "When somebody presses run";
    }
}
