package bridge.monday;

import java.util.Map;

/**
 * What {@code direct:monday-call} is asked to do.
 *
 * @param operation      a file of {@code routes/graphql}, without its ending
 * @param variables      of that document: strings, numbers, booleans, null, lists and maps. A value of GraphQL type {@code JSON}
 *                       is a string that contains JSON
 * @param idempotencyKey sent with mutations only; null: a failed call is not repeated, since it could be done twice
 * @param actingFor      null: for the board's own account
 */
public record MondayCall(
        String operation,
        Map<String, Object> variables,
        Priority priority,
        String idempotencyKey,
        ActingFor actingFor) {

    /** Who goes first when monday's limits are tight. */
    public enum Priority {
        /** Somebody waits for the answer: fails within seconds rather than wait for a place. */
        INTERACTIVE,
        /** A change was announced and is fetched. */
        REFETCH,
        /** Reconciliation: has time. */
        SYNC;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public MondayCall(String operation, Map<String, Object> variables, Priority priority, String idempotencyKey) {
        this(operation, variables, priority, idempotencyKey, null);
    }

    /** @return the same call, for another account */
    public MondayCall as(ActingFor account) {
        return new MondayCall(operation, variables, priority, idempotencyKey, account);
    }

    /** A query, or a mutation that may be lost, for somebody who waits. */
    public static MondayCall interactive(String operation, Map<String, Object> variables) {
        return new MondayCall(operation, variables, Priority.INTERACTIVE, null);
    }

    /**
     * A mutation for somebody who waits.
     *
     * @param idempotencyKey monday answers a second call with the same key as the first, for 30 minutes
     */
    public static MondayCall interactive(String operation, Map<String, Object> variables, String idempotencyKey) {
        return new MondayCall(operation, variables, Priority.INTERACTIVE, idempotencyKey);
    }

    public static MondayCall refetch(String operation, Map<String, Object> variables) {
        return new MondayCall(operation, variables, Priority.REFETCH, null);
    }

    public static MondayCall sync(String operation, Map<String, Object> variables) {
        return new MondayCall(operation, variables, Priority.SYNC, null);
    }
}
