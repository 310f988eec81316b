package bridge.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * A customer's address that may log in to one portal.
 *
 * @param email in lower case
 */
public record Client(
        @JsonSerialize(using = ToStringSerializer.class) long id,
        String name,
        String email,
        @JsonProperty("portal_id") String portalId,
        @JsonProperty("is_active") boolean isActive,
        @JsonProperty("created_at") Instant createdAt) {}
