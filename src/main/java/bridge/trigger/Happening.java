package bridge.trigger;

import bridge.ticket.Priority;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event for which automations may wait.
 *
 * @param portalId     null: the ticket belongs to nobody
 * @param outputFields what the automation's next steps can use
 */
record Happening(
        long eventId, Trigger trigger, String ticketId, String portalId, Priority priority, ObjectNode outputFields) {}
