package bridge.event;

import bridge.mirror.PortalEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;

/**
 * An event with the text that is sent for it, written once for all who hear it.
 *
 * @param portalId null: for staff alone
 */
record LiveEvent(long id, String portalId, String json) {

    private record Message(
            String type,
            @JsonProperty("event_id") long eventId,
            @JsonProperty("ticket_id") String ticketId,
            @JsonProperty("portal_id") String portalId,
            @JsonProperty("occurred_at") Instant occurredAt,
            @JsonRawValue String data) {}

    static LiveEvent of(PortalEvent event, ObjectMapper json) {
        var message = new Message(
                event.type().word(), event.id(), event.ticketId(), event.portalId(), event.occurredAt(), event.data());
        try {
            return new LiveEvent(event.id(), event.portalId(), json.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event consists of strings and numbers", e);
        }
    }
}
