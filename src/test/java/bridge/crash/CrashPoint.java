package bridge.crash;

import java.util.List;
import java.util.Map;

/** Where the service ends at once: right before or right after a step of a route. */
record CrashPoint(String step, boolean before) {

    /** The moments between two records of one truth. */
    static final List<CrashPoint> ALL = List.of(
            before("job-send-message"), // accepted, and not on the queue
            after("actions-mail-submit"), // on the queue, and not answered
            after("action-mail-claim"), // claimed, and nothing done
            after("mail-send-smtp"), // taken by the mail server, and not recorded
            after("action-mail-done"), // recorded, and the message is still on the queue
            after("ticket-delivery-create-send"), // on the board, and not recorded
            after("comment-delivery-update-send"), // on the board, and not recorded
            after("webhooks-event-submit"), // noted, and monday does not know it
            after("webhooks-refetch-take")); // claimed, and nothing read

    private static CrashPoint before(String step) {
        return new CrashPoint(step, true);
    }

    private static CrashPoint after(String step) {
        return new CrashPoint(step, false);
    }

    /** @param passage counted from 1; what {@link bridge.crash.inside} reads */
    Map<String, String> properties(int passage) {
        return Map.of(
                "crash.step", step, "crash.before", String.valueOf(before), "crash.passage", String.valueOf(passage));
    }
}
