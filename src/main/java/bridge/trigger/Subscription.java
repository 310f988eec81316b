package bridge.trigger;

import bridge.ticket.Priority;

/**
 * An automation that waits for a trigger.
 *
 * @param id             ours
 * @param subscriptionId monday's
 * @param portalId       null: of all portals
 * @param priority       null: of all priorities
 * @param afterEvent     id of the last event that is not its business
 */
record Subscription(
        String id,
        long accountId,
        Trigger trigger,
        String subscriptionId,
        String webhookUrl,
        String portalId,
        Priority priority,
        long afterEvent) {

    boolean waitsFor(Happening happening) {
        return trigger == happening.trigger()
                && happening.eventId() > afterEvent
                && (portalId == null || portalId.equals(happening.portalId()))
                && (priority == null || priority == happening.priority());
    }

    /** Without the address, which can be as good as a password. */
    @Override
    public String toString() {
        return "Subscription[id=" + id + ", trigger=" + trigger.word() + "]";
    }
}
