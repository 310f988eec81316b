package bridge.ticket;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * A board's item as the portal shows it.
 *
 * @param id          monday's item id, or {@code pending-<reference>} while monday does not hold it yet
 * @param clientId    the portal id; null when the item has no unambiguous owner (only staff see it)
 * @param rawStatus   the board's label when it means none of ours; else null and left out
 * @param rawPriority likewise
 * @param resolvedAt  null while the ticket is neither resolved nor closed
 * @param sync        {@code pending} while monday does not hold it yet; else null and left out
 */
@JsonPropertyOrder({"id", "title", "description", "status", "priority"})
public record Ticket(
        String id,
        String title,
        String description,
        TicketStatus status,
        Priority priority,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("client_name") String clientName,
        @JsonProperty("client_email") String clientEmail,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("resolved_at") Instant resolvedAt,

        @JsonProperty("raw_status") @JsonInclude(JsonInclude.Include.NON_NULL)
        String rawStatus,

        @JsonProperty("raw_priority") @JsonInclude(JsonInclude.Include.NON_NULL)
        String rawPriority,

        @JsonInclude(JsonInclude.Include.NON_NULL) String sync,
        @JsonIgnore long revision) {

    /** Read by the deployed front end, beside {@code created_at}. */
    @JsonGetter("createdAt")
    Instant createdAtOfOlderFrontEnds() {
        return createdAt;
    }

    @JsonGetter("updatedAt")
    Instant updatedAtOfOlderFrontEnds() {
        return updatedAt;
    }

    @JsonGetter("clientEmail")
    String clientEmailOfOlderFrontEnds() {
        return clientEmail;
    }
}
