package bridge.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * An update, or a reply to one, of the board's item as the portal shows it.
 *
 * @param id   monday's id, or {@code pending-<reference>} while monday does not hold it yet
 * @param text plain, without the public marker
 * @param sync {@code pending} while monday does not hold it yet; else null and left out
 */
public record Comment(
        String id,
        @JsonProperty("ticket_id") String ticketId,
        String author,
        @JsonProperty("author_type") AuthorType authorType,
        String text,
        @JsonProperty("created_at") Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String sync) {

    /** On which side of the portal the author is. */
    public enum AuthorType {
        @JsonProperty("client")
        CLIENT,
        @JsonProperty("admin")
        ADMIN
    }
}
